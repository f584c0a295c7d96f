"""The description of the API: as OpenAPI, and as a page for people. Neither says anything about anybody."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samenhang.access.guards import open_to_all, shows
from samenhang.interop.api.operations import PREFIX, api


def document() -> dict[str, Any]:
    """The OpenAPI 3 document."""
    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX), default=str))
    for path in found["paths"].values():
        for operation in path.values():
            for status, answer in operation.get("responses", {}).items():
                content = answer.get("content", {})
                if int(status) >= 400 and "application/json" in content:
                    answer["content"] = {"application/problem+json": content["application/json"]}
    return found


@shows(129)
@open_to_all("describes the API to whoever builds on it; holds no data")
@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI 3 document."""
    return HttpResponse(json.dumps(document(), ensure_ascii=False), content_type="application/json")


@shows(129)
@open_to_all("describes the API to whoever builds on it; holds no data")
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The same, to read."""
    found = document()
    operations = [
        {
            "method": method.upper(),
            "path": path,
            "summary": operation.get("summary", ""),
            "description": operation.get("description", ""),
            "parameters": [
                {
                    "name": p["name"],
                    "where": p["in"],
                    "required": p.get("required", False),
                    "description": p.get("description", ""),
                }
                for p in operation.get("parameters", ())
            ],
            "body": _schema_name(operation.get("requestBody", {})),
            "answers": [
                {"status": status, "what": _schema_name(answer) or answer.get("description", "")}
                for status, answer in operation.get("responses", {}).items()
            ],
        }
        for path, methods in found["paths"].items()
        for method, operation in methods.items()
    ]
    schemas = [
        {
            "name": name,
            "description": schema.get("description", ""),
            "fields": [(field, _type(rule)) for field, rule in schema.get("properties", {}).items()],
        }
        for name, schema in sorted(found["components"]["schemas"].items())
        if schema.get("properties")
    ]
    context = {"operations": operations, "schemas": schemas, "prefix": PREFIX}
    return render(request, "interop/api/docs.html", context)


def _schema_name(holder: dict[str, Any]) -> str:
    for media in holder.get("content", {}).values():
        return _type(media.get("schema", {}))
    return ""


def _type(rule: dict[str, Any]) -> str:
    if "$ref" in rule:
        return str(rule["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in rule:
        return " | ".join(_type(r) for r in rule["anyOf"])
    if rule.get("type") == "array":
        return f"[{_type(rule.get('items', {}))}]"
    return str(rule.get("format") or rule.get("type") or "…")
