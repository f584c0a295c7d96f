"""Code → words of documents."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.documents.enums import FileType, Scan

TYPES: dict[str, Promise] = {
    FileType.PDF: _("PDF"),
    FileType.PNG: _("Picture (PNG)"),
    FileType.JPEG: _("Picture (JPEG)"),
    FileType.TEXT: _("Plain text"),
    FileType.WORD: _("Word"),
    FileType.EXCEL: _("Excel"),
    FileType.ODT: _("OpenDocument text"),
}
SCANS: dict[str, Promise] = {
    Scan.CLEAN: _("scanned, nothing found"),
    Scan.NO_SCANNER: _("not scanned"),
}
