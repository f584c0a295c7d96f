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
from samenhang.base.machines import Machine
from samenhang.directory.labels import ROLES
from samenhang.directory.roles import POWERS
from samenhang.engines.sharing import Role as SharingRole
from samenhang.engines.sharing import Rule, load_rules
from samenhang.finance.rules import COVER_MACHINE
from samenhang.intake import rules as intake_rules
from samenhang.legal.catalogue import KINDS
from samenhang.legal.labels import ALERTS, TITLES
from samenhang.legal.rules import DUTY_MACHINE, TITLE_MACHINE
from samenhang.pathway.rules import HANDOVERS, REQUESTS
from samenhang.pathway.rules.crises import CRISES
from samenhang.pathway.rules.pilot_lights import CASES, LIGHTS
from samenhang.pathway.rules.returns import RETURN_MACHINE
from samenhang.pathway.rules.steps import STEPS
from samenhang.steering.rules import COURSE as BOTTLENECK_COURSE

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
            lines.append(
                f"| `{model._meta.label}` | {'chosen for each row' if model.category_field else model.category.name} |"
            )
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


def _cells(*columns: object) -> str:
    return "| " + " | ".join(str(column).replace("|", "/") for column in columns) + " |"


def _codes(codes: object) -> str:
    return ", ".join(f"`{code}`" for code in codes) if codes else "-"  # type: ignore[attr-defined]


def _roles(roles: tuple[SharingRole, ...]) -> str:
    missing = [role for role in SharingRole if role not in roles]
    if not missing:
        return "anybody"
    return _codes(roles) if len(roles) < 30 else f"anybody but {_codes(missing)}"


def _sharing_rule(rule: Rule) -> Iterator[str]:
    yield from (f"## {rule.id}", "", rule.words.nl, "", f"*{rule.words.en}*", "", "| | |", "|---|---|")
    yield _cells("from", _roles(rule.senders))
    yield _cells("to", _roles(rule.recipients))
    listed = {(giver, taker) for giver in rule.senders for taker in rule.recipients}
    if rule.pairs - listed:
        also = sorted(rule.pairs - listed)
        yield _cells("also from", _codes(dict.fromkeys(giver for giver, _ in also)))
        yield _cells("to", _codes(dict.fromkeys(taker for _, taker in also)))
    for giver, kinds in rule.not_from.items():
        yield _cells(f"not from `{giver}`", _codes(sorted(kinds)))
    yield _cells("categories", _codes(rule.categories))
    yield _cells("stages", _codes(rule.stages))
    yield _cells("purposes", _codes(rule.purposes))
    yield _cells("opened by", _codes(rule.consent))
    for category, openers in rule.consent_for.items():
        yield _cells(f"opened for `{category}` by", _codes(openers))
    if rule.consent_under_medical_secrecy:
        yield _cells("under medical secrecy by", _codes(rule.consent_under_medical_secrecy))
    yield _cells("facts demanded", _codes(rule.checks))
    for which in (rule.checks_for, rule.checks_from, rule.checks_to):
        for code, checks in which.items():
            yield _cells(f"facts demanded with `{code}`", _codes(checks))
    for role, checks in rule.checks_not_with.items():
        yield _cells(f"not demanded with `{role}`", _codes(checks))
    if rule.gate:
        yield _cells("closed at lock", f"`{rule.lock}`, `{rule.why}`; instead: {_codes(rule.opens)}")
    else:
        yield _cells("duties", _codes(rule.duties))
        yield _cells("receives", _codes(rule.minimum_set))
        for category, minimum in rule.minimum_set_for.items():
            yield _cells(f"receives of `{category}`", _codes(minimum))
        yield _cells("how", f"`{rule.delivery}`" + (f", {rule.expiry_days} days at most" if rule.expiry_days else ""))
        yield _cells("from compartments under", _codes(sorted(rule.regimes)))
        told = f"`{rule.notice}`" + (
            f"; after a weighing `{rule.notice_weighed}`" if rule.notice_weighed != rule.notice else ""
        )
        yield _cells("person is told", told)
    if rule.log:
        yield _cells("also logged", _codes(rule.log))
    if rule.flag:
        yield _cells("only when", f"`{rule.flag}`")
    yield _cells("basis", _codes(rule.basis))
    for opener, basis in rule.basis_of.items():
        yield _cells(f"basis when opened by `{opener}`", _codes(basis))
    yield _cells("source", f"{rule.words.source} ({rule.words.mark})")
    yield ""


def sharing_rules() -> str:
    """The sharing rules in force: a page that a privacy officer can read, compare and sign."""
    rules = load_rules()
    lines = [
        HEAD,
        f"# Sharing rules {rules.version}",
        "",
        f"In force from {rules.valid_from}; owner `{rules.owner}`; SHA-256 of the rule file:",
        "",
        f"`{rules.fingerprint}`",
        "",
        "Rules are tried in this order; the first that is open answers. `OK`: from knowledge of the field, to be confirmed; `V`: the article",
        "was read. How a question is decided: [the sharing engine](../engines/sharing.md).",
        "",
    ]
    for rule in rules.rules:
        lines += _sharing_rule(rule)
    for last in (rules.closed, rules.none):
        lines += [f"## {last.words.id}", "", last.words.nl, "", f"*{last.words.en}*", ""]
        lines += [
            f"Closed at lock `{last.lock}`, `{last.why}`; instead: {_codes(last.opens)}. Source: {last.words.source}.",
            "",
        ]
    lines += ["## Norms that rules lean on", "", "| norm | in words | holds in | source |", "|---|---|---|---|"]
    for norm in rules.norms:
        words = f"{norm.words.nl} *{norm.words.en}*" + (f" {_codes(norm.closed_list)}" if norm.closed_list else "")
        lines.append(_cells(norm.words.id, words, ", ".join(norm.holds_in), f"{norm.words.source} ({norm.words.mark})"))
    return "\n".join(lines) + "\n"


def machines() -> list[Machine]:
    """Every state machine of the product, in the order of a trajectory."""
    return [
        intake_rules.REPORT,
        intake_rules.INQUIRY,
        CASES,
        TITLE_MACHINE,
        DUTY_MACHINE,
        RETURN_MACHINE,
        COVER_MACHINE,
        BOTTLENECK_COURSE,
        STEPS,
        REQUESTS,
        HANDOVERS,
        CRISES,
        LIGHTS,
    ]


def state_machines() -> str:
    """The state machines as tables and drawings; the same tables are what the services obey."""
    lines = [
        HEAD,
        "# State machines",
        "",
        "Which step leads from where to where. Any other step is refused with a reason. The same tables are what the software obeys.",
        "",
    ]
    for machine in machines():
        lines += [
            f"## {machine.name}",
            "",
            "```mermaid",
            machine.diagram(),
            "```",
            "",
            "| from | step | to |",
            "|---|---|---|",
        ]
        lines += [_cells(f"`{m.before}`", f"`{m.act}`", f"`{m.after}`") for m in machine.moves]
        lines.append("")
    return "\n".join(lines)


def build() -> tuple[dict[str, str], list[str]]:
    """Every generated page by its path, and what is wrong with the ledger."""
    with override("en"):
        ledger, wrong = capabilities(settings.ROOT)
        return {
            "docs/generated/capabilities.md": ledger,
            "docs/generated/roles.md": roles(),
            "docs/generated/titles.md": titles(),
            "docs/generated/sharing-rules.md": sharing_rules(),
            "docs/generated/state-machines.md": state_machines(),
        }, wrong
