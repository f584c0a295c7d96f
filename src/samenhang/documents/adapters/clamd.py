"""A small client of clamd (INSTREAM), over a socket file or a port; without an answer a file is not clean."""

from __future__ import annotations

import socket
import struct
from urllib.parse import urlsplit

CONNECT, ANSWER = 3.0, 20.0
_PIECE = 128 * 1024


class Unreachable(Exception):
    """The scanner did not answer, or not in its words."""


def infected(address: str, content: bytes) -> str:
    """The name of what the scanner found, empty when the content is clean. Raises Unreachable.

    ``address`` is ``clamd:///path/to/socket`` or ``tcp://host:port``.
    """
    try:
        with _connected(address) as link:
            link.sendall(b"zINSTREAM\0")
            for begin in range(0, len(content), _PIECE):
                piece = content[begin : begin + _PIECE]
                link.sendall(struct.pack(">I", len(piece)) + piece)
            link.sendall(struct.pack(">I", 0))
            answer = b""
            while not answer.endswith(b"\0") and len(answer) < 4096:
                piece = link.recv(1024)
                if not piece:
                    break
                answer += piece
    except (OSError, ValueError) as error:
        raise Unreachable(str(error)) from error
    if not answer.endswith(b"\0"):
        raise Unreachable("the answer was cut off")
    said = answer[:-1].decode("utf-8", "replace")
    if said == "stream: OK":
        return ""
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return said[8:-6]
    raise Unreachable(said[:200])


def _connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "clamd" and parts.path:
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            link.settimeout(CONNECT)
            link.connect(parts.path)
        except OSError:
            link.close()
            raise
    elif parts.scheme == "tcp" and parts.hostname and parts.port:
        link = socket.create_connection((parts.hostname, parts.port), CONNECT)
    else:
        raise ValueError("SAMENHANG_SCANNER must be clamd:///path/to/socket or tcp://host:port")
    link.settimeout(ANSWER)
    return link
