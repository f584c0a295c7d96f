"""A bounded random walk over every address and every form, valid and invalid; repeats itself from its seed."""

from __future__ import annotations

import random
import re
import traceback
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samenhang.demo.documents import urls

PERSONA = "/sign-in/persona/"
EVIL: tuple[str, ...] = (
    "", " ", "0", "-1", "1", "²", "١٢٣", "1e309", "NaN", "Infinity", "9" * 400, "1,5", "+1", "0x1F", "true", "None", "null", "[]", "{}",
    "9223372036854775807", "9223372036854775808", "-9223372036854775809", "340282366920938463463374607431768211456",
    "\x00", "a\x00b", "\x01\x02\x1b[31m", "\r\nSet-Cookie: a=b", "a\nb", "\u202egnp.exe", "\u200b\u200d\ufeff", "ｉｒｉｓ", "İı", "ß", "e\u0301" * 50,
    "🏳️‍🌈" * 30, "\ufffe", "\U0010ffff", "A" * 300, "A" * 5_000, "A" * 120_000, "' OR 1=1 --", "\"; DROP TABLE people_person; --", "%' ESCAPE '", "\\",
    "%", "_", "%s%n", "{0.__class__}", "{{7*7}}", "{% debug %}", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)",
    "=cmd|' /C calc'!A0", "@SUM(1)", "+1", "../../etc/passwd", "..\\..\\win.ini", "file:///etc/passwd", "http://169.254.169.254/", "//evil.example",
    "2026-02-30", "0000-00-00", "0001-01-01", "9999-12-31", "2026-11-22T10:00", "22-11-2026", "31 februari", "99999-01-01", "(" * 200, "a" * 40 + "!",
    "1:TREATER", "0:X", "x:y", ":", "::", "user:1:1", "team:1", "user:x:y", "need:1", "title:0", "HOUSING_NEEDS", "__proto__", "on",
)  # fmt: skip
EXTRA = (
    "id", "user_id", "user", "is_active", "is_persona", "actor", "person_id", "dossier_id", "compartment_id", "organisation_id", "state", "given_by", "by_id",
    "created_by", "role", "version", "start", "decided_by", "_method", "next", "receiver", "categories", "weighing", "established", "ground", "csrfmiddlewaretoken",
)  # fmt: skip
HEADERS: tuple[dict[str, str], ...] = (
    {"HX-Request": "true"}, {"HX-Request": "true", "HX-Current-URL": "javascript:x"}, {"Accept-Language": "nl,en;q=\r"}, {"Accept-Language": "x" * 5_000},
    {"X-HTTP-Method-Override": "DELETE"}, {"X-Forwarded-Host": "evil.example"}, {"X-Forwarded-For": "1.2.3.4, ' OR 1=1"}, {"User-Agent": "\x00<script>" * 50},
    {"Referer": "http://evil.example/"}, {"Cookie": "sessionid=x; csrftoken=y; messages=!!"}, {"Content-Type": "multipart/form-data; boundary="},
    {"Content-Type": "application/json"}, {"Content-Type": "text/plain; charset=utf-7"}, {"Content-Type": "application/x-www-form-urlencoded; charset=nonsense"},
    {"If-Modified-Since": "gisteren"}, {"Range": "bytes=0-0,9-1"}, {"Authorization": "Bearer x"}, {"Authorization": "Basic \xff"}, {"If-Match": '"*'},
)  # fmt: skip
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")
FILES = (
    b"", b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 200, b"%PDF-1.7\n%%EOF", b"code;naam\n1;2", b"\xff\xfe\x00", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
    b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR", b"\xff\xd8\xff\xd9", b"a;b;c\n" * 3_000, b"\x00" * 10_000, b'"' * 5_000,
)  # fmt: skip
NAMES = (
    "a.csv",
    "a.xlsx",
    "a.pdf",
    "../../a.txt",
    "a\u202egnp.docx",
    "A" * 300 + ".png",
    "con.txt",
    ".htaccess",
    "a.php",
    "a.pdf\x00.exe",
    "a\r\nb.csv",
    "",
)


@dataclass
class Form:
    """A form as a browser sees it."""

    action: str
    method: str
    multipart: bool
    fields: list[tuple[str, list[str]]] = field(default_factory=list)  # name, what could be chosen
    files: list[str] = field(default_factory=list)


class _Forms(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.found = page, list[Form]()
        self.open: Form | None = None
        self.select: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {k: v or "" for k, v in attrs}
        if tag == "form":
            self.open = Form(
                a.get("action") or self.page, a.get("method", "get").lower(), "multipart" in a.get("enctype", "")
            )
            self.found.append(self.open)
        if self.open is None:
            return
        name = a.get("name", "")
        if tag == "option" and self.select:
            self.select[1].append(a.get("value", ""))
        elif tag == "select" and name:
            self.select = (name, [])
            self.open.fields.append(self.select)
        elif tag == "textarea" and name:
            self.open.fields.append((name, ["Een zin die lang genoeg is."]))
        elif tag == "input" and name and a.get("type") == "file":
            self.open.files.append(name)
        elif tag in {"input", "button"} and name:
            kind, value = a.get("type", "text"), a.get("value", "")
            if kind in {"radio", "checkbox", "hidden", "submit"} or tag == "button":
                self.open.fields.append((name, [value or "on"]))
            else:
                plain = {"date": "2026-11-01", "number": "3", "email": "a@b.example"}.get(kind, "Tien letters of meer")
                self.open.fields.append((name, [value or plain]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        if tag == "select":
            self.select = None


@dataclass
class Report:
    """What came of it."""

    requests: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    routes: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)


_LEAK = re.compile(
    rb"Traceback \(most recent|site-packages|SELECT .{1,80} FROM |/src/samenhang/|django\.db|sqlite3\.|psycopg"
)


class Fuzzer:
    """Walks with the sessions of several people; every choice comes from one seed."""

    def __init__(self, *, seed: int, people: list[str], ids: dict[str, list[int]], api_keys: list[str]) -> None:
        self.random = random.Random(seed)
        self.people, self.ids, self.api_keys = people, ids, api_keys
        self.clients: dict[str, Client] = {}
        self.known: dict[str, list[tuple[str, Form]]] = {}  # by address, so that rare forms get their turn
        self.report = Report()
        self.routes = sorted({address for address, _name, _view in urls() if "static" not in address})

    def run(self, amount: int) -> Report:
        """So many requests: every address for everybody first, then at random."""
        everything = [(who, route) for route in self.routes for who in ("", *self.people)]
        self.random.shuffle(everything)
        while self.report.requests < amount:
            dice = self.random.random()
            if everything and dice < 0.5:
                who, route = everything.pop()
                self.page(who, route)
            elif self.known and dice < 0.85:
                self.submit()
            else:
                self.page(self.random.choice(["", *self.people]), self.random.choice(self.routes))
        return self.report

    def client(self, who: str) -> Client:
        """The browser of this persona, signed in when they are not any more."""
        client = self.clients.get(who)
        if client is None or (who and "_auth_user_id" not in client.session):
            client = Client(headers={"accept-language": self.random.choice(["nl", "en"])})
            if who:
                client.post(PERSONA, {"persona": who})
            self.clients[who] = client
        return client

    def address(self, route: str) -> str:
        """A route with something in its places: often what exists, sometimes what cannot."""

        def one(match: re.Match[str]) -> str:
            kind, _colon, name = match[1].rpartition(":")
            if kind == "int":
                known = self.ids.get(name) or [1, 2, 3]
                return str(self.random.choice([*known, *known, 0, 999_999, 2**31, 2**63, 2**64 + 1, int("9" * 60)]))
            return quote(
                self.random.choice([*EVIL[:60], "histories", "lowlevel", "iq_total", "group_fit"])[:200] or "x", safe=""
            )

        return re.sub(r"<([^>]+)>", one, route.replace("^", "").replace("$", ""))

    def page(self, who: str, route: str) -> None:
        """Open an address in one of many ways, and remember the forms on it."""
        address, dice = self.address(route), self.random.random()
        headers: dict[str, str] = self.random.choice(HEADERS) if self.random.random() < 0.2 else {}
        if route.startswith("/api/") and self.api_keys and dice < 0.9:
            headers = {**headers, "Authorization": f"Bearer {self.random.choice(self.api_keys)}"}
        if self.random.random() < 0.5:
            address += "?" + self.query()
        if dice < 0.65:
            answer = self.send(who, route, "GET", address, headers=headers)
            if answer is not None and answer.status_code in {200, 422} and b"<form" in answer.content:
                parser = _Forms(urlsplit(address).path)
                parser.feed(answer.content.decode("utf-8", "replace"))
                for form in parser.found:
                    if form.method == "post":
                        seen = self.known.setdefault(re.sub(r"\d+", "<n>", urlsplit(form.action).path), [])
                        seen.append((who, form))
                        del seen[:-40]
        elif dice < 0.8:
            method = self.random.choice(METHODS)
            self.send(who, route, method, address, data=self.body(), headers=headers)
        else:
            kind = self.random.choice(
                ["application/json", "application/x-www-form-urlencoded", "text/xml", "multipart/form-data; boundary=x"]
            )
            self.send(who, route, "POST", address, data=self.body(), content_type=kind, headers=headers)

    def query(self) -> str:
        """A query: the names that pages know, with anything."""
        names = ("q", "page", "sort", "dir", "show", "for", "next", "receiver", "categories", "stage", "purpose", "sender", "place", "tick", "setting",
                 "start", "end", "first", "last", "limit", "offset", "cursor", "on", "municipality", "format", "payer", "person", "role", "week", "act")  # fmt: skip
        pairs = [
            (self.random.choice(names), self.random.choice(EVIL)[:2_000])
            for _ in range(self.random.choice([1, 1, 2, 5, 40]))
        ]
        return self.random.choice(
            [urlencode(pairs), urlencode(pairs), "%ff=%fe&%", "a[b][c]=1&a=2", "&" * 100, "=&=&q"]
        )

    def body(self) -> bytes:
        """Something that is no form."""
        return self.random.choice(
            [b"", b"{", b"[]", b"null", b'{"a":' * 500, b"[" * 20_000, b'{"case": 1, "priority": "x"}', b"\xff\xfe", b"a=%ff&b=%00", b"--x\r\n\r\n", b"a=1&" * 1_500, b"0" * 50_000]
        )  # fmt: skip

    def submit(self) -> None:
        """Send a form that was seen: as it is meant, or with fields changed, missing, doubled, added; sometimes as another."""
        who, form = self.random.choice(self.known[self.random.choice(sorted(self.known))])
        if form.action.startswith("/sign-out/") and self.random.random() < 0.9:
            return
        if self.random.random() < 0.15:
            who = self.random.choice(["", *self.people])
        wrong = self.random.choice([0.0, 0.0, 0.15, 0.5, 1.0])
        values: dict[str, Any] = {}
        for name, offered in form.fields:
            if self.random.random() < wrong * 0.3:
                continue
            if self.random.random() < wrong:
                chosen = self.random.choice(EVIL)
            else:
                chosen = self.random.choice([o for o in offered if o] or [""])
                if name in values and self.random.random() < 0.5:
                    continue
            values[name] = [*values.get(name, []), chosen] if self.random.random() < 0.1 else [chosen]
        if wrong and self.random.random() < 0.4:
            for name in self.random.sample(EXTRA, 4):
                values[name] = [self.random.choice(EVIL)]
        for name in form.files:
            if self.random.random() < 0.9:
                values[name] = [SimpleUploadedFile(self.random.choice(NAMES) or "x", self.random.choice(FILES))]
        action = form.action
        if self.random.random() < 0.2:  # the identifier of somebody else in a form of one's own
            action = re.sub(
                r"\d+", lambda _m: str(self.random.choice(self.ids["person_id"] + [1, 2, 5, 2**63])), action
            )
        times = 2 if self.random.random() < 0.1 else 1  # sent twice
        for _ in range(times):
            self.send(who, re.sub(r"\d+", "<n>", urlsplit(action).path), "POST", action, data=values)

    def send(self, who: str, route: str, method: str, address: str, **more: Any) -> Any:
        """One request; a server error or an exception is a failure, with the way to repeat it."""
        client = self.client(who)
        self.report.requests += 1
        self.report.routes[route] += 1
        headers = {k: v for k, v in (more.pop("headers", None) or {}).items() if k != "Content-Type" or method != "GET"}
        kind = headers.pop("Content-Type", None)
        if kind and method == "POST":
            more["content_type"] = kind
            if not isinstance(more.get("data"), bytes):
                more["data"] = b"a=b"
        try:
            if method in {"GET", "HEAD", "TRACE"}:
                answer = client.generic(method, address, headers=headers)
            elif isinstance(more.get("data"), dict):
                answer = client.post(address, more["data"], headers=headers)
            else:
                data = more.get("data", b"")
                answer = client.generic(
                    method, address, data, more.get("content_type", "application/octet-stream"), headers=headers
                )
        except Exception as error:
            if type(error).__module__.startswith("http.client"):  # the browser itself refuses to send this
                return None
            last = [
                f
                for f in traceback.extract_tb(error.__traceback__)
                if "/samenhang/" in f.filename or "/config/" in f.filename
            ]
            place = (
                f"{last[-1].filename.rpartition('/samenhang/')[2]}:{last[-1].lineno}"
                if last
                else traceback.format_exc()[-300:]
            )
            self.report.failures.append(
                f"{type(error).__name__} at {place} · {method} {address[:200]} by {who or 'nobody'} · {error!s:.200} · {more!r:.300}"
            )
            return None
        self.report.statuses[answer.status_code] += 1
        if answer.status_code >= 500:
            self.report.failures.append(
                f"{answer.status_code} · {method} {address[:200]} by {who or 'nobody'} · {more!r:.300}"
            )
        if not getattr(answer, "streaming", False) and _LEAK.search(answer.content):
            self.report.leaks.append(f"{method} {address[:200]} · {_LEAK.search(answer.content)!r}")
        return answer
