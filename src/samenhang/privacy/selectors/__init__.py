"""Reading sharing, consent, rights and retention."""

from samenhang.privacy.selectors.asking import Answer, Matter, answers, sentences, typed
from samenhang.privacy.selectors.desk import (
    DeskDisclosure,
    DestructionRow,
    HoldRow,
    SignatureRow,
    destruction_lists,
    disclosures_lately,
    holds,
    requests_waiting,
    signatures,
    unsigned_fingerprint,
    weighings_waiting,
)
from samenhang.privacy.selectors.person import (
    ConsentRow,
    CopyRow,
    DisclosureRow,
    EnrolmentRow,
    NeedRow,
    NoticeRow,
    RequestRow,
    WeighingRow,
    consents_of,
    copies_for,
    disclosures_of,
    enrolments_of,
    home_needs,
    notices_of,
    notices_to_tell,
    requests_of,
    weighings_of,
)

__all__ = [
    "Answer", "ConsentRow", "CopyRow", "DeskDisclosure", "DestructionRow", "DisclosureRow", "EnrolmentRow", "HoldRow", "Matter",
    "NeedRow", "NoticeRow", "RequestRow", "SignatureRow", "WeighingRow", "answers", "consents_of", "copies_for", "destruction_lists",
    "disclosures_lately", "disclosures_of", "enrolments_of", "holds", "home_needs", "notices_of", "notices_to_tell", "requests_of",
    "requests_waiting", "sentences", "signatures", "typed", "unsigned_fingerprint", "weighings_of", "weighings_waiting",
]  # fmt: skip
