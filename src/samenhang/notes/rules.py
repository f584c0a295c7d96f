"""Who is mentioned in a text. No Django, no clock."""

from __future__ import annotations

from collections.abc import Mapping


def mentioned(text: str, names: Mapping[int, str]) -> frozenset[int]:
    """Whose name stands in this text behind an @, whole and in any case; the longest name counts where one begins another.

    >>> sorted(mentioned("@Iris van Dam en @iris", {1: "Iris", 2: "Iris van Dam"}))
    [1, 2]
    """
    by_length = sorted(names.items(), key=lambda pair: -len(pair[1]))
    folded, found, at = text.casefold(), set(), 0
    while (at := folded.find("@", at)) != -1:
        at += 1
        for user, name in by_length:
            end = at + len(name.casefold())
            if name and folded.startswith(name.casefold(), at) and not folded[end : end + 1].isalnum():
                found.add(user)
                break
    return frozenset(found)
