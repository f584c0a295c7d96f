"""Reading the log: who looked, and whether the chain is whole."""

from __future__ import annotations

from dataclasses import dataclass

from samenhang.audit.models import AuditChain, AuditLine
from samenhang.audit.rules import FIELDS, START, line_hash


@dataclass(frozen=True)
class Break:
    """A place where the log is not what was written: which chain, which number, what is wrong."""

    chain: str
    number: int
    problem: str


def verify(chain: str | None = None) -> tuple[int, list[Break]]:
    """Walk every chain (or one) and return how many lines were read and each break found.

    Finds changed, removed, inserted and reordered lines and a truncated end (the head knows number and hash).
    """
    lines = AuditLine.objects.order_by("chain", "number")
    heads = AuditChain.objects.all()
    if chain is not None:
        lines, heads = lines.filter(chain=chain), heads.filter(name=chain)
    expected = {h.name: (h.last_number, h.last_hash) for h in heads}
    seen: dict[str, tuple[int, str]] = {}
    breaks: list[Break] = []
    count = 0
    for line in lines.iterator(chunk_size=2000):
        count += 1
        number, previous = seen.get(line.chain, (0, START))
        if line.number != number + 1:
            breaks.append(Break(line.chain, line.number, "MISSING_BEFORE"))
        elif line.previous_hash != previous:
            breaks.append(Break(line.chain, line.number, "NOT_LINKED"))
        if line.record_hash != line_hash(line.previous_hash, {name: getattr(line, name) for name in FIELDS}):
            breaks.append(Break(line.chain, line.number, "CHANGED"))
        seen[line.chain] = (line.number, line.record_hash)
    for name, head in expected.items():
        if seen.get(name, (0, START)) != head:
            breaks.append(Break(name, head[0], "END_DIFFERS"))
    breaks.extend(Break(name, end[0], "NO_HEAD") for name, end in seen.items() if name not in expected)
    return count, breaks
