"""Each act in the terms of the norms: NEN 7513 event, DICOM audit event code, and the FHIR action and type."""

from __future__ import annotations

from dataclasses import dataclass

from samenhang.audit.enums import Act

DICOM = "http://dicom.nema.org/resources/ontology/DCM"


@dataclass(frozen=True)
class Event:
    """One kind of event: ``nen`` as NEN 7513 groups them, ``dicom`` with its meaning, ``action`` C, R, U, D or E."""

    nen: str
    dicom: str
    meaning: str
    action: str


_RECORD = ("110110", "Patient Record")

EVENTS: dict[Act, Event] = {
    Act.CREATE: Event("CREATE", *_RECORD, "C"),
    Act.READ: Event("VIEW", *_RECORD, "R"),
    Act.UPDATE: Event("UPDATE", *_RECORD, "U"),
    Act.END: Event("UPDATE", *_RECORD, "U"),
    Act.SEARCH: Event("SEARCH", "110112", "Query", "E"),
    Act.DECIDE: Event("UPDATE", *_RECORD, "U"),
    Act.REFUSE: Event("UPDATE", *_RECORD, "U"),
    Act.COMPUTE: Event("EXECUTE", "110100", "Application Activity", "E"),
    Act.IMPORT: Event("CREATE", "110107", "Import", "C"),
    Act.EXPORT: Event("EXPORT", "110106", "Export", "R"),
    Act.PRINT: Event("PRINT", "110106", "Export", "R"),
    Act.SHARE: Event("SHARE", "110106", "Export", "R"),
    Act.CONSENT: Event("UPDATE", *_RECORD, "U"),
    Act.BREAK_GLASS: Event("BREAK_GLASS", "110127", "Emergency Override Started", "E"),
    Act.SIGN: Event("UPDATE", "110100", "Application Activity", "E"),
    Act.DELETE: Event("DELETE", *_RECORD, "D"),
    Act.GRANT: Event("UPDATE", "110136", "Security Roles Changed", "U"),
    Act.SIGN_IN: Event("LOGIN", "110114", "User Authentication", "E"),
    Act.SIGN_OUT: Event("LOGOUT", "110114", "User Authentication", "E"),
    Act.DENIED: Event("VIEW", "110113", "Security Alert", "E"),
}
SUBTYPES = {Act.SIGN_IN: ("110122", "Login"), Act.SIGN_OUT: ("110123", "Logout")}
