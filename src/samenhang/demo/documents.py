"""Documents that are made from the code, so that they cannot tell something else than the code does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from samenhang.access.enums import CaseRole, Category
from samenhang.access.models import ProtectedModel
from samenhang.access.rules import OPENS, RULES
from samenhang.directory.labels import ROLES
from samenhang.directory.roles import POWERS
from samenhang.legal.catalogue import KINDS
from samenhang.legal.labels import ALERTS, TITLES

HEAD = "<!-- Made by `make fix` from the code; change the code, not this page. -->\n"


def urls(patterns: list[Any] | None = None, prefix: str = "", space: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every address of the product: (address, name, view)."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from urls(entry.url_patterns, prefix + str(entry.pattern), inner)
        elif isinstance(entry, URLPattern):
            yield f"/{prefix}{entry.pattern}", f"{space}{entry.name}", entry.callback


def ledger_rows(text: str) -> list[tuple[int, str, str]]:
    """The rows of docs/capabilities.md: number, name, state."""
    found = []
    for line in text.splitlines():
        match = re.match(r"\|\s*(\d+)\s*\|\s*(.*?)\s*\|\s*(done|part|later)\s*\|", line)
        if match:
            found.append((int(match[1]), match[2], match[3]))
    return found


def tests_by_row(folder: Path) -> dict[int, list[str]]:
    """The tests that carry ``@pytest.mark.capability(n)``, by row."""
    found: dict[int, list[str]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        module = [
            n
            for node in tree.body
            if isinstance(node, ast.Assign) and _is_pytestmark(node)
            for n in _numbers(node.value)
        ]
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name.lower().startswith("test"):
                rows = {n for decorator in node.decorator_list for n in _numbers(decorator)} | set(module)
                for row in rows:
                    found.setdefault(row, []).append(f"{path.relative_to(folder.parent)}::{node.name}")
    return found


def _is_pytestmark(node: ast.Assign) -> bool:
    return any(isinstance(t, ast.Name) and t.id == "pytestmark" for t in node.targets)


def _numbers(node: ast.AST) -> list[int]:
    found = []
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "capability":
            found += [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, int)]
    return found


def capabilities(root: Path) -> tuple[str, list[str]]:
    """The ledger with screen and tests per row, and what is wrong with it."""
    screens: dict[int, list[str]] = {}
    for address, name, view in urls():
        for row in getattr(view, "capabilities", ()):
            screens.setdefault(row, []).append(f"`{name}` {_plain(address)}")
    tests = tests_by_row(root / "tests")
    lines = [HEAD, "# Capability ledger", "", "| # | capability | state | screens | tests |", "|---|---|---|---|---|"]
    wrong = []
    rows = ledger_rows((root / "docs" / "capabilities.md").read_text(encoding="utf-8"))
    for number, name, state in rows:
        here, proofs = screens.get(number, []), tests.get(number, [])
        if state == "done" and not (here and proofs):
            wrong.append(f"row {number} is called done without {'a screen' if not here else 'a test'}")
        if state != "later" or here or proofs:
            shown = "<br>".join(proofs[:6]) + (f"<br>and {len(proofs) - 6} more" if len(proofs) > 6 else "")
            lines.append(f"| {number} | {name} | {state} | {'<br>'.join(here)} | {shown} |")
    known = {number for number, _name, _state in rows}
    wrong += [
        f"row {n} is named by a screen or a test but not in docs/capabilities.md"
        for n in sorted({*screens, *tests} - known)
    ]
    return "\n".join(lines) + "\n", wrong


def _plain(address: str) -> str:
    return "`" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", address) + "`"


def roles() -> str:
    """Roles and powers, and what taking part in a case opens: a page that a privacy officer can read and sign."""
    lines = [
        HEAD,
        "# Roles and what they open",
        "",
        "A power says what kind of act is possible at all; nobody sees a person by role alone.",
        "",
    ]
    for role, powers in POWERS.items():
        lines += [f"## {ROLES[role]} (`{role}`)", "", *(f"* `{p}`" for p in sorted(powers)), ""]
    lines += ["## Taking part in a case", "", "| role in the case | rule | opens |", "|---|---|---|"]
    for case_role in CaseRole:
        opened = ", ".join(c.name or "" for c in Category if OPENS[case_role] & c)
        lines.append(f"| `{case_role}` | {RULES[case_role]} | {opened} |")
    lines += ["", "## Where personal facts live", "", "| table | category that a grant must open |", "|---|---|"]
    for model in sorted(apps.get_models(), key=lambda m: m._meta.label):
        if issubclass(model, ProtectedModel):
            lines.append(f"| `{model._meta.label}` | {model.category.name} |")
    lines += ["", "## Addresses and who may enter", "", "| address | who may enter |", "|---|---|"]
    lines += [f"| {_plain(a)} | {getattr(view, 'guard', 'see the list of exceptions')} |" for a, _n, view in urls()]
    return "\n".join(lines) + "\n"


def titles() -> str:
    """Titles and their clocks."""
    lines = [
        HEAD,
        "# Titles and their clocks",
        "",
        "| title | code | branch | at most | payer | what its clock asks (days before the last day) | source |",
        "|---|---|---|---|---|---|---|",
    ]
    for kind in KINDS.values():
        term = kind.term
        longest = (
            "open"
            if term is None
            else " ".join(
                x
                for x in (
                    f"{term.months} months" if term.months else "",
                    f"{term.days} days" if term.days else "",
                    "to the next working day" if term.shifts else "",
                )
                if x
            )
        )
        asks = "; ".join(
            f"{ALERTS[lead.alert]} ({'day ' if lead.after_start else ''}{lead.days}{' to ' + str(lead.until) if lead.until else ''})"
            for lead in kind.leads
        )
        lines.append(
            f"| {TITLES[kind.code]} | `{kind.code}` | {kind.domain.lower()} | {longest} | {kind.payer} | {asks} | {kind.source} |"
        )
    return "\n".join(lines) + "\n"


def build() -> tuple[dict[str, str], list[str]]:
    """Every generated page by its path, and what is wrong with the ledger."""
    with override("en"):
        ledger, wrong = capabilities(settings.ROOT)
        return {
            "docs/generated/capabilities.md": ledger,
            "docs/generated/roles.md": roles(),
            "docs/generated/titles.md": titles(),
        }, wrong
