"""Lines of the log as FHIR R4 AuditEvent, for an auditor or another system. Codes and identifiers only, as in the log."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from samenhang.access.enums import Category
from samenhang.audit.catalogue import DICOM, EVENTS, SUBTYPES
from samenhang.audit.enums import Act
from samenhang.audit.selectors import Line

SYSTEM = "https://samenhang.example/fhir"
_ENTITY_TYPE = "http://terminology.hl7.org/CodeSystem/audit-entity-type"
_OBJECT_ROLE = "http://terminology.hl7.org/CodeSystem/object-role"
_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
_OUTCOMES = {"OK": "0", "DENIED": "4"}
_PURPOSES = {
    "CARE_COORDINATION": ("COC", "coordination of care"),
    "PLACEMENT": ("COC", "coordination of care"),
    "SUPPORT": ("TREAT", "treatment"),
    "EMERGENCY": ("BTG", "break the glass"),
    "OVERSIGHT": ("HOPERAT", "healthcare operations"),
    "OWN_FILE": ("PATRQT", "patient requested"),
}


def audit_event(line: Line) -> dict[str, Any]:
    """One line as an AuditEvent."""
    act = Act(line.act)
    event = EVENTS[act]
    found: dict[str, Any] = {
        "resourceType": "AuditEvent",
        "id": re.sub(r"[^A-Za-z0-9.\-]", "-", f"{line.chain}-{line.number}")[:64],
        "type": {"system": DICOM, "code": event.dicom, "display": event.meaning},
        "subtype": [{"system": f"{SYSTEM}/CodeSystem/act", "code": line.act, "display": event.nen}],
        "action": event.action,
        "recorded": line.at,
        "outcome": _OUTCOMES.get(line.outcome, "8"),
        "agent": [_agent(line)],
        "source": {
            "observer": {"display": line.source_system or "Samenhang"},
            "type": [
                {
                    "system": "http://terminology.hl7.org/CodeSystem/security-source-type",
                    "code": "4",
                    "display": "Application Server",
                }
            ],
        },
        "entity": list(_entities(line)),
    }
    if act in SUBTYPES:
        code, display = SUBTYPES[act]
        found["subtype"].append({"system": DICOM, "code": code, "display": display})
    if line.outcome not in _OUTCOMES or line.outcome == "DENIED":
        found["outcomeDesc"] = line.outcome
    if purpose := _PURPOSES.get(line.purpose):
        found["purposeOfEvent"] = [_purpose(line.purpose, purpose)]
    return found


def _purpose(ours: str, theirs: tuple[str, str]) -> dict[str, Any]:
    return {"coding": [{"system": _REASON, "code": theirs[0], "display": theirs[1]}], "text": ours}


def _agent(line: Line) -> dict[str, Any]:
    agent: dict[str, Any] = {
        "who": {
            "identifier": {
                "system": f"{SYSTEM}/user",
                "value": str(line.user_id if line.user_id is not None else "system"),
            },
            "display": line.user_name or "Samenhang",
        },
        "requestor": True,
    }
    if line.user_role:
        agent["role"] = [{"coding": [{"system": f"{SYSTEM}/CodeSystem/role", "code": line.user_role}]}]
    if line.address:
        agent["network"] = {"address": line.address, "type": "2"}
    if line.session:
        agent["altId"] = line.session
    extensions = [
        ("organisation", line.user_organisation),
        ("auth-level", line.auth_level),
        ("acting-for", line.acting_for),
    ]
    said = [{"url": f"{SYSTEM}/StructureDefinition/{name}", "valueString": text} for name, text in extensions if text]
    if said:
        agent["extension"] = said
    return agent


def _entities(line: Line) -> Iterator[dict[str, Any]]:
    if line.dossier_id is not None:
        yield {
            "what": {"identifier": {"system": f"{SYSTEM}/dossier", "value": str(line.dossier_id)}},
            "type": {"system": _ENTITY_TYPE, "code": "1", "display": "Person"},
            "role": {"system": _OBJECT_ROLE, "code": "1", "display": "Patient"},
        }
    details = [
        ("chain", line.chain), ("number", str(line.number)), ("record-hash", line.record_hash), ("regime", line.regime),
        ("compartment", "" if line.compartment_id is None else str(line.compartment_id)),
        ("categories", " ".join(c.name or "" for c in Category if line.categories & c)),
        ("detail", json.dumps(line.detail, ensure_ascii=False, sort_keys=True) if line.detail else ""),
    ]  # fmt: skip
    entity: dict[str, Any] = {
        "type": {"system": _ENTITY_TYPE, "code": "2", "display": "System Object"},
        "role": {"system": _OBJECT_ROLE, "code": "4", "display": "Domain Resource"},
        "detail": [{"type": name, "valueString": text} for name, text in details if text],
    }
    if line.object_type or line.object_id:
        entity["what"] = {
            "identifier": {
                "system": f"{SYSTEM}/{line.object_type or 'object'}".replace(" ", "-"),
                "value": line.object_id or "-",
            }
        }
        entity["name"] = line.object_type or line.object_id
    yield entity


def bundle(lines: Iterable[Line]) -> dict[str, Any]:
    """A collection of AuditEvents, for one dossier."""
    entries = [{"fullUrl": f"{SYSTEM}/AuditEvent/{e['id']}", "resource": e} for e in map(audit_event, lines)]
    return {"resourceType": "Bundle", "type": "collection", **({"entry": entries} if entries else {})}


def ndjson(lines: Iterable[Line]) -> Iterator[bytes]:
    """One AuditEvent per line of text, as FHIR's bulk exports do."""
    for line in lines:
        yield json.dumps(audit_event(line), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
