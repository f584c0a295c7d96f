"""Translations without a system package: extract, check, compile.

``compile`` writes the .mo files, ``check`` says what is missing or stale, ``update`` adds what is missing to each
package's Dutch file (empty, for a translator). English is the language of the message ids.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "samenhang"
KEYWORDS = {
    "_": None, "_now": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


def packages() -> list[Path]:
    """The packages that have words of their own."""
    return sorted(p for p in SOURCE.iterdir() if (p / "apps.py").exists())


def messages_of(package: Path) -> dict[tuple[str, str | None], tuple[str | tuple[str, str], list[tuple[str, int]]]]:
    """Every message of a package: (id, context) → (id or (singular, plural), places)."""
    found: dict = {}
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.html")]):
        if "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            text = _templatized(text, path)
        for line, message, _comments, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
            key = message[0] if isinstance(message, tuple) else message
            if not key:
                continue
            entry = found.setdefault((key, context), (message if isinstance(message, str) else tuple(message), []))
            if isinstance(message, tuple) and isinstance(entry[0], str):
                entry = found[key, context] = (tuple(message), entry[1])
            entry[1].append((str(path.relative_to(ROOT)), line))
    return found


def _templatized(text: str, path: Path) -> str:
    """A template as Python source: Django knows its tags, babel knows Python."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
    return re.sub(r"^(\s+)", "", templatize(text, origin=str(path)), flags=re.MULTILINE)


def po_path(package: Path) -> Path:
    """The Dutch file of a package."""
    return package / "locale" / "nl" / "LC_MESSAGES" / "django.po"


def catalog_of(package: Path) -> Catalog:
    """The Dutch catalogue, empty when there is none."""
    path = po_path(package)
    if not path.exists():
        return Catalog(locale="nl", project="Samenhang", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="nl")


def problems() -> list[str]:
    """What is missing, empty, fuzzy, without its placeholders, no longer used, or put in two ways.

    The catalogues of all packages become one: of two translations of one message a page shows the first, wherever it stands.
    """
    found = []
    said: dict[tuple[str, str | None, int], tuple[list[str], str]] = {}
    for package in packages():
        wanted, catalog = messages_of(package), catalog_of(package)
        for (key, context), (_message, places) in wanted.items():
            entry = catalog.get(key, context)
            where = f"{places[0][0]}:{places[0][1]}"
            strings = (
                []
                if entry is None
                else list(entry.string)
                if isinstance(entry.string, tuple | list)
                else [entry.string]
            )
            if entry is None:
                found.append(f"{where}: not translated: {key!r}")
            elif not all(strings) or entry.fuzzy:
                found.append(f"{where}: empty or fuzzy: {key!r}")
            else:
                names = set(re.findall(r"%\(\w+\)[sd]", key))
                missing = [n for n in names if not any(n in s for s in strings)]
                found += [f"{where}: placeholder {n} is missing in the Dutch of {key!r}" for n in missing]
                first, at = said.setdefault((key, context, len(strings)), (strings, where))
                if first != strings:
                    found.append(
                        f"{where}: {key!r} is {strings[0]!r} here and {first[0]!r} at {at}; a page shows only one"
                    )
        for entry in catalog:
            key = entry.id[0] if isinstance(entry.id, tuple | list) else entry.id
            if key and (key, entry.context) not in wanted:
                found.append(f"{po_path(package).relative_to(ROOT)}: no longer used: {key!r}")
    return found


def update() -> None:
    """Bring every Dutch file in line with the messages; translations that exist are kept."""
    for package in packages():
        wanted, old = messages_of(package), catalog_of(package)
        if not wanted:
            continue
        new = Catalog(locale="nl", project="Samenhang", charset="utf-8", fuzzy=False)
        new.header_comment = "# Dutch of this package. Message ids are English."
        for (key, context), (message, places) in wanted.items():
            entry = old.get(key, context)
            string = entry.string if entry is not None else ("", "") if isinstance(message, tuple) else ""
            new.add(message, string, locations=sorted({(p, 0) for p, _line in places}), context=context)
        path = po_path(package)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, new, width=120, sort_output=True, include_lineno=False, omit_header=False)
        text = re.sub(
            r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|Report-Msgid-Bugs-To)[^\n]*\n',
            "",
            path.read_text(),
            flags=re.M,
        )
        path.write_text(text)


def compile_all() -> None:
    """Write the .mo files that Django reads."""
    for package in packages():
        if po_path(package).exists():
            with po_path(package).with_suffix(".mo").open("wb") as file:
                write_mo(file, catalog_of(package))


def main(argv: list[str]) -> int:
    """compile, check or update."""
    verb = argv[1] if len(argv) > 1 else ""
    if verb == "compile":
        compile_all()
    elif verb == "update":
        update()
        compile_all()
    elif verb == "check":
        found = problems()
        print("\n".join(found))
        return 1 if found else 0
    else:
        print("translations.py compile | check | update")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
