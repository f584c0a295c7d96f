"""A limit on a file that holds while it comes in, before anything is read of it."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload


class LimitHandler(FileUploadHandler):
    """Stops taking in an upload beyond the limit, so that neither memory nor disk fills; the view says why."""

    def __init__(self, request: Any, limit: int) -> None:
        super().__init__(request)
        self.limit, self.size, self.exceeded = limit, 0, False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass a piece on, or stop."""
        self.size += len(raw_data)
        if self.size > self.limit:
            self.exceeded = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
