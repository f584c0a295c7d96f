"""Whether the log is what was written: every line, every chain, every checkpoint, every destruction.

One pass in the order of writing checks the hash of each line and its tie to the one before it in its chain; only chains
that look wrong, and those whose end or checkpoint differs, are walked again by number to say exactly where and what.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import connection, connections
from django.db.models import Sum

from samenhang.audit.adapters import keys
from samenhang.audit.enums import Problem
from samenhang.audit.models import AuditChain, AuditCheckpoint, AuditDestruction, AuditLine, CheckpointHead
from samenhang.audit.rules import (
    FIELDS,
    NUMBERS,
    START,
    canonical,
    checkpoint_digest,
    checkpoint_text,
    destruction_text,
    head_leaf,
    line_hash,
    merkle_root,
)

PIECE = 20_000
Progress = Callable[[int], None]
Ends = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Break:
    """A place where the log is not what was written: which chain, which number, what is wrong."""

    chain: str
    number: int
    problem: str


@dataclass(frozen=True)
class Checkpoint:
    """A signed statement of where the chains stood."""

    number: int
    at: str
    lines: int
    chains: int
    heads: int
    root: str
    key_id: str


@dataclass(frozen=True)
class Destroyed:
    """Lines that were let go after their term: not a break, and not silent either."""

    chain: str
    up_to_number: int
    lines: int
    ground: str
    decided_by: str
    approved_by: str
    at: str


@dataclass(frozen=True)
class Report:
    """What a verification read and found; the log is whole when there are no breaks."""

    lines: int
    chains: int
    checkpoints: int
    breaks: tuple[Break, ...]
    destroyed: tuple[Destroyed, ...]
    since: int | None = None  # the checkpoint from which was read, None when from the beginning

    @property
    def whole(self) -> bool:
        """Nothing is wrong."""
        return not self.breaks


@dataclass
class _Part:
    """What a pass over a range of lines learned: where each chain enters and leaves it, and which look wrong."""

    count: int = 0
    first: Ends = field(default_factory=dict)
    last: Ends = field(default_factory=dict)
    suspects: set[str] = field(default_factory=set)


def line_count() -> int:
    """How many lines the heads know of, without reading one."""
    total: int | None = AuditChain.objects.aggregate(lines=Sum("last_number"))["lines"]
    return total or 0


def verify(chain: str | None = None) -> tuple[int, list[Break]]:
    """Walk every chain (or one) and return how many lines were read and each break found."""
    report = examine(chain=chain)
    return report.lines, list(report.breaks)


def examine(
    *,
    chain: str | None = None,
    since_checkpoint: bool = False,
    progress: Progress | None = None,
    processes: int = 1,
) -> Report:
    """Check the whole log, one chain, or what was written since the last checkpoint.

    Finds changed, removed, inserted and reordered lines, chains that were cut off, rewritten or removed since a
    checkpoint, false checkpoints, and a database that is older than the record kept beside the key. With more than
    one process it must not run inside a transaction.
    """
    breaks: list[Break] = []
    destroyed, starts = _destroyed(breaks, chain)
    count_checkpoints, known = _checkpoints(breaks)
    heads = {
        name: (number, digest)
        for name, number, digest in (AuditChain.objects.filter(name=chain) if chain else AuditChain.objects)
        .order_by()
        .values_list("name", "last_number", "last_hash")
        .iterator(chunk_size=PIECE)
        if number
    }
    since = None
    if chain is not None:
        count, found = _walk(chain, starts.get(chain, (0, START)), heads.get(chain))
        breaks += found
    elif since_checkpoint and known:
        since = count_checkpoints
        count = _since(breaks, known, heads, starts, progress)
    else:
        count = _everything(breaks, heads, starts, progress, processes)
    if chain is None or chain in known:
        breaks += _against_checkpoints(starts, chain, known if since is not None else None)
    unique = tuple(dict.fromkeys(breaks))
    return Report(count, len(heads), count_checkpoints, unique, tuple(destroyed), since)


# ---- lines ----------------------------------------------------------------------------------------
_UNDER_HASH = tuple(name for name in FIELDS[2] if name != "detail")
_NONE = {"user_id", "dossier_id", "compartment_id"}


def _text(vendor: str) -> str:
    """Every field but the detail as SQL, in the spelling of rules.content: one call, not a chain of ``||`` that copies each time."""
    if vendor == "sqlite":
        shape = "".join("%%s" if name in _NONE else "%%d:%%s," for name in _UNDER_HASH)
        values = [
            f"coalesce(length({name}) || ':' || {name} || ',', '~,')" if name in _NONE else f"length({name}), {name}"
            for name in _UNDER_HASH
        ]
        return f"printf('{shape}', {', '.join(values)})"
    parts = []
    for name in _UNDER_HASH:
        text = f"{name}::text" if name in NUMBERS else name
        one = f"length({text}), ':', {name}, ','"
        parts.append(f"coalesce(length({text}) || ':' || {name} || ',', '~,')" if name in _NONE else one)
    return f"concat({', '.join(parts)})"


@lru_cache(maxsize=2)
def _select(vendor: str) -> str:
    return (  # names of columns only; values are parameters
        "SELECT id, chain, number, previous_hash, record_hash, version, CAST(detail AS text), "  # noqa: S608
        f"{_text(vendor)} FROM audit_auditline WHERE id > %s AND id <= %s ORDER BY id LIMIT %s"
    )


@lru_cache(maxsize=50_000)
def _spelled(detail: str) -> str:
    """A detail as it was hashed, whatever the database made of its spaces and the order of its keys."""
    try:
        return canonical(json.loads(detail))
    except ValueError:
        return detail


def _pieces(low: int, high: int) -> Iterator[list[tuple[Any, ...]]]:
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_select(connection.vendor), [low, high, PIECE])
            rows = cursor.fetchall()
        if rows:
            yield rows
        if len(rows) < PIECE:
            return
        low = rows[-1][0]


def _scan(low: int, high: int, progress: Progress | None = None) -> _Part:
    """One pass over the lines of a range of keys, in the order of writing."""
    part = _Part()
    first, last, suspects = part.first, part.last, part.suspects
    sha256, spelled = hashlib.sha256, _spelled
    postgresql = connection.vendor == "postgresql"
    for rows in _pieces(low, high):
        old: list[tuple[str, int]] = []
        for _pk, chain, number, previous, digest, version, detail, text in rows:
            if version == 2:
                words = spelled(detail) if postgresql and detail != "{}" else detail
                if sha256(f"{previous}:{number}:{text}{len(words)}:{words},".encode()).hexdigest() != digest:
                    words = spelled(detail)
                    if sha256(f"{previous}:{number}:{text}{len(words)}:{words},".encode()).hexdigest() != digest:
                        suspects.add(chain)
            else:
                old.append((chain, _pk))
            before = last.get(chain)
            if before is None:
                first[chain] = (number, previous)
            elif number != before[0] + 1 or previous != before[1]:
                suspects.add(chain)
            last[chain] = (number, digest)
        if old:
            suspects |= _wrong_of_old(old)
        part.count += len(rows)
        if progress is not None:
            progress(len(rows))
    return part


def _wrong_of_old(lines: Sequence[tuple[str, int]]) -> set[str]:
    """The chains of lines in an earlier format whose hash is not right."""
    wrong = set()
    for begin in range(0, len(lines), 500):
        chains = {pk: chain for chain, pk in lines[begin : begin + 500]}
        for line in AuditLine.objects.filter(pk__in=list(chains)):
            if not _right(line):
                wrong.add(chains[line.pk])
    return wrong


def _right(line: AuditLine) -> bool:
    names = {"version", "number", *FIELDS.get(line.version, ())}
    try:
        return line.record_hash == line_hash(line.previous_hash, {name: getattr(line, name) for name in names})
    except (TypeError, ValueError):
        return False


def _everything(breaks: list[Break], heads: Ends, starts: Ends, progress: Progress | None, processes: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MIN(id), 1), COALESCE(MAX(id), 0) FROM audit_auditline")
        low, high = cursor.fetchone()
    low -= 1
    parts = _parts(low, high, progress, processes) if processes > 1 else iter([_scan(low, high, progress)])
    ends: Ends = {}
    suspects: set[str] = set()
    count = 0
    for part in parts:
        count += part.count
        suspects |= part.suspects
        for name, (number, previous) in part.first.items():
            before = ends.get(name) or starts.get(name, (0, START))
            if number != before[0] + 1 or previous != before[1]:
                suspects.add(name)
        ends.update(part.last)
    for name, head in heads.items():
        if (ends.get(name) or starts.get(name)) != head:
            suspects.add(name)
    suspects |= {name for name in ends if name not in heads}
    for name in sorted(suspects):
        breaks += _walk(name, starts.get(name, (0, START)), heads.get(name))[1]
    return count


def _parts(low: int, high: int, progress: Progress | None, processes: int) -> Iterator[_Part]:
    """The same pass by several processes, each over ranges of keys; the parts come back in order."""
    step = max((high - low) // (processes * 8) + 1, PIECE)
    ranges = [(begin, min(begin + step, high)) for begin in range(low, high, step)]
    connections.close_all()  # a connection must not be shared with a child
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        for part in pool.map(_scan_range, ranges):
            if progress is not None:
                progress(part.count)
            yield part


def _scan_range(limits: tuple[int, int]) -> _Part:
    return _scan(*limits)


def _walk(chain: str, start: tuple[int, str], head: tuple[int, str] | None) -> tuple[int, list[Break]]:
    """One chain by number, line by line: exactly where it breaks, and how."""
    number, digest = start
    breaks: list[Break] = []
    count = 0
    rows = AuditLine.objects.filter(chain=chain, number__gt=0).order_by("number", "id")
    if start[0] and not rows.filter(number__lte=start[0]).exists():
        rows = rows.filter(number__gt=start[0])
    for line in rows.iterator(chunk_size=2000):
        count += 1
        if line.number <= number:
            breaks.append(Break(chain, line.number, Problem.INSERTED))
        elif line.number != number + 1:
            breaks.append(Break(chain, line.number, Problem.MISSING_BEFORE))
        elif line.previous_hash != digest:
            breaks.append(Break(chain, line.number, Problem.NOT_LINKED))
        if not _right(line):
            breaks.append(Break(chain, line.number, Problem.CHANGED))
        number, digest = line.number, line.record_hash
    if head is None:
        if count:
            breaks.append(Break(chain, number, Problem.NO_HEAD))
    elif (number, digest) != head:
        breaks.append(Break(chain, head[0], Problem.END_DIFFERS))
    return count, breaks


def _since(breaks: list[Break], known: Ends, heads: Ends, starts: Ends, progress: Progress | None) -> int:
    """Only what was written after the last checkpoint: chains that moved, from the head that was signed."""
    count = 0
    for name, head in sorted(heads.items()):
        signed = known.get(name) or starts.get(name, (0, START))
        if signed == head:
            continue
        read, found = _walk_from(name, signed, head)
        breaks += found
        count += read
        if progress is not None:
            progress(read)
    for name in known.keys() - heads.keys():
        breaks.append(Break(name, known[name][0], Problem.END_DIFFERS))
    return count


def _walk_from(chain: str, start: tuple[int, str], head: tuple[int, str]) -> tuple[int, list[Break]]:
    number, digest = start
    breaks: list[Break] = []
    count = 0
    for line in AuditLine.objects.filter(chain=chain, number__gt=number).order_by("number", "id").iterator(2000):
        count += 1
        if line.number != number + 1:
            breaks.append(
                Break(chain, line.number, Problem.INSERTED if line.number <= number else Problem.MISSING_BEFORE)
            )
        elif line.previous_hash != digest:
            breaks.append(Break(chain, line.number, Problem.NOT_LINKED))
        if not _right(line):
            breaks.append(Break(chain, line.number, Problem.CHANGED))
        number, digest = line.number, line.record_hash
    if (number, digest) != head:
        breaks.append(Break(chain, head[0], Problem.END_DIFFERS))
    return count, breaks


# ---- checkpoints and destructions -----------------------------------------------------------------
def checkpoint_values(row: AuditCheckpoint) -> dict[str, Any]:
    """A checkpoint as it was signed and is kept beside the key."""
    return {
        "number": row.number, "at": row.at, "previous": row.previous, "root": row.root, "heads": row.heads,
        "chains": row.chains, "lines": row.lines, "key_id": row.key_id, "signature": row.signature,
    }  # fmt: skip


def checkpoints(size: int = 50) -> list[Checkpoint]:
    """The latest checkpoints, the newest first."""
    return [
        Checkpoint(c.number, c.at, c.lines, c.chains, c.heads, c.root, c.key_id)
        for c in AuditCheckpoint.objects.order_by("-number")[:size]
    ]


def public_key() -> str:
    """The public half of the key that signs checkpoints, as PEM."""
    return keys.public_key()


def _checkpoints(breaks: list[Break]) -> tuple[int, Ends]:
    """Check every checkpoint by itself and against the record beside the key; return how many, and the latest heads."""
    moved: dict[int, list[tuple[str, int, str]]] = {}
    for pk, chain, number, digest in CheckpointHead.objects.order_by("checkpoint_id", "chain").values_list(
        "checkpoint_id", "chain", "number", "hash"
    ):
        moved.setdefault(pk, []).append((chain, number, digest))
    known: Ends = {}
    previous, expected, seen = START, 1, {}
    for row in AuditCheckpoint.objects.order_by("number"):
        values = checkpoint_values(row)
        leaves = sorted(moved.pop(row.pk, []))
        good = (
            row.number == expected
            and row.previous == previous
            and row.heads == len(leaves)
            and row.root == merkle_root(head_leaf(*leaf) for leaf in leaves)
            and keys.signed(checkpoint_text(values), row.signature)
        )
        if not good:
            breaks.append(Break("checkpoint", row.number, Problem.CHECKPOINT_FALSE))
        previous, expected = checkpoint_digest(values), row.number + 1
        seen[row.number] = values
        known.update({chain: (number, digest) for chain, number, digest in leaves})
    for values in keys.remembered():
        if not keys.signed(checkpoint_text(values), str(values.get("signature", ""))):
            breaks.append(Break("record beside the key", int(values["number"]), Problem.CHECKPOINT_FALSE))
        elif seen.get(values["number"]) != values:
            breaks.append(Break("checkpoint", int(values["number"]), Problem.CHECKPOINT_GONE))
    return len(seen), known


_DIFFERS = (
    "SELECT k.chain, k.number, k.hash, l.record_hash FROM audit_checkpointhead k "
    "LEFT JOIN audit_auditline l ON l.chain = k.chain AND l.number = k.number "
    "WHERE (l.record_hash IS NULL OR l.record_hash <> k.hash)"
)
_DIFFERS_OF_ONE = f"{_DIFFERS} AND k.chain = %s"


def _against_checkpoints(starts: Ends, chain: str | None, only: Ends | None) -> list[Break]:
    """Lines that a checkpoint knew and that are gone or other now."""
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERS_OF_ONE if chain else _DIFFERS, [chain] if chain else [])
        rows = cursor.fetchall()
    found = []
    for name, number, digest, now in rows:
        if only is not None and only.get(name) != (number, digest):
            continue
        if now is not None:
            found.append(Break(name, number, Problem.REWRITTEN))
        elif number > starts.get(name, (0, ""))[0]:
            found.append(Break(name, number, Problem.TRUNCATED))
    return found


def _destroyed(breaks: list[Break], chain: str | None) -> tuple[list[Destroyed], Ends]:
    """What was let go, and from where each of those chains goes on; a record that was never signed is a break."""
    found: list[Destroyed] = []
    starts: Ends = {}
    rows = AuditDestruction.objects.order_by("chain", "up_to_number")
    for row in rows.filter(chain=chain) if chain else rows:
        values = {
            "chain": row.chain, "up_to_number": row.up_to_number, "last_hash": row.last_hash, "lines": row.lines,
            "before": row.before, "ground": row.ground, "decided_by": row.decided_by, "approved_by": row.approved_by, "at": row.at,
        }  # fmt: skip
        if not keys.signed(destruction_text(values), row.signature):
            breaks.append(Break(row.chain, row.up_to_number, Problem.DESTRUCTION_FALSE))
            continue
        starts[row.chain] = (row.up_to_number, row.last_hash)
        found.append(
            Destroyed(row.chain, row.up_to_number, row.lines, row.ground, row.decided_by, row.approved_by, row.at)
        )
    return found, starts
