"""Walks: every API operation needs a scope, every file that leaves has its line, every look past the door says why."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import samenhang
from samenhang.audit.models import AuditLine
from samenhang.demo.documents import urls
from samenhang.directory.enums import ApiScope, Power
from samenhang.directory.roles import POWERS, SCOPES
from samenhang.interop.api.operations import api
from tests.matrix.test_over_http import NOT_ASKED, children, enter, fill_in

SOURCE = Path(samenhang.__file__).parent
# A scope that opens none of its owner's powers; its reason.
NO_POWER = {ApiScope.SHARING_DECIDE: "asks the rules about facts that the asker brings; reads nobody"}
# Files that are no export of facts; each with its reason.
NO_EXPORT = {
    "/import/examples/": "an invented example",
    "/supply/register.csv": "the register of places holds nothing about clients",
    "/log/public-key.pem": "the public half of a key",
    "/talks/tables/<int:table_id>/calendar.ics": "when a table meets; nobody's name",
}


def _scope(view) -> ApiScope | None:
    """The scope that an operation was wrapped in, innermost first."""
    while view is not None:
        for cell in getattr(view, "__closure__", None) or ():
            if isinstance(cell.cell_contents, ApiScope):
                return cell.cell_contents
        view = getattr(view, "__wrapped__", None)
    return None


@pytest.mark.capability(129)
def test_every_operation_of_the_api_needs_a_scope_and_its_owner_the_power():
    seen = 0
    for _prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                scope = _scope(operation.view_func)
                assert scope is not None, f"{path}: an operation without a scope is open to every key"
                assert SCOPES[scope] or scope in NO_POWER, (path, scope)
                seen += 1
    assert seen >= 11
    for scope, opens in SCOPES.items():
        assert any(opens <= held and Power.USE_API in held for held in POWERS.values()), f"nobody can have {scope}"


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.long
@pytest.mark.once
@pytest.mark.capability(127)
def test_every_file_that_leaves_has_a_line_that_says_so(world):
    every, files = children(world), set()
    for who in ("coordinator", "table-chair", "supply-manager", "funder", "privacy-officer"):
        client = enter(who)
        for address, _name, _view in urls():
            if address.startswith(NOT_ASKED):
                continue
            path = fill_in(address, every["A"])
            before = AuditLine.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            response = client.get(path)
            if not response.get("Content-Disposition", "").startswith("attachment") or address.startswith(
                tuple(NO_EXPORT)
            ):
                continue
            if response.streaming:
                b"".join(response.streaming_content)
            acts = set(AuditLine.objects.filter(pk__gt=before).values_list("act", flat=True))
            assert "EXPORT" in acts, f"{who} took {path} along and no line says so: {acts}"
            files.add(address)
    assert len(files) >= 6, files


def test_who_looks_past_the_door_is_a_selector_or_a_service_and_says_why():
    looked = 0
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "for_rule"
            ):
                continue
            where = path.relative_to(SOURCE)
            parts = {*where.parts[:-1], where.stem}
            assert not parts & {"views", "presenters", "forms", "urls", "labels", "guards", "context"}, where
            reason = node.args[0] if node.args else node.keywords[0].value
            if isinstance(reason, ast.Constant):
                assert isinstance(reason.value, str) and len(reason.value) >= 10, (where, node.lineno)
            else:
                assert isinstance(reason, ast.Name | ast.Attribute | ast.JoinedStr), (where, node.lineno)
            looked += 1
    assert looked > 20
