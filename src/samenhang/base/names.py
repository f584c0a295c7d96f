"""Whether two names may be of one person: accents, particles, double letters and slips of the finger set aside.

Nothing here decides that two people are one; it only puts names beside each other for somebody to look at. Dutch names in
particular: *van der* counts for little, *ij* is written as *y*, and *Jansen* sounds like *Janssen*.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

PARTICLES = frozenset(
    "van de der den het t ter ten te in op aan von du da di do dos la le el al bij 's s d mevrouw meneer mw dhr".split()
)
ALIKE = 0.8  # from here on two names are worth looking at
_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
# How it sounds to a Dutch ear, from left to right; the longest first.
_SOUNDS = [
    ("sch", "sg"), ("tsj", "tj"), ("ch", "g"), ("ph", "f"), ("th", "t"), ("dt", "t"), ("ck", "k"), ("kh", "k"), ("sj", "s"),
    ("qu", "k"), ("c", "k"), ("q", "k"), ("x", "ks"), ("v", "f"), ("z", "s"), ("w", "f"), ("d", "t"), ("b", "p"),
]  # fmt: skip
_MOST = 40
LONGEST_KEY = 420  # some single letters become many when they are written out


def fold(text: str) -> str:
    """A text without accents, capitals and punctuation, and with one way of writing ij.

    >>> fold("  Özgür  van den Ĳssel-D'Or ")
    'ozgur van den yssel d or'
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold().translate(_SPECIAL))
    plain = "".join(c for c in plain.casefold() if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain.translate(_SPECIAL).replace("ij", "y")))


def words_of(name: str) -> list[str]:
    """The words of a name that tell people apart; all of them when there are no others.

    >>> words_of("Mevrouw J. van der Meer")
    ['j', 'meer']
    """
    every = fold(name).split()
    return [w for w in every if w not in PARTICLES] or every


def sound(word: str) -> str:
    """The consonants that are heard, each once and in the order of the alphabet: the same when two letters changed places.

    >>> sound("jansen"), sound("janssen"), sound("jasnen"), sound("visser"), sound("fiser")
    ('jns', 'jns', 'jns', 'frs', 'frs')
    """
    for spelled, heard in _SOUNDS:
        word = word.replace(spelled, heard)
    heard_once = "".join(sorted(set(word) - set("aeiouyh0123456789_")))
    return heard_once or word[:_MOST]


def key_of(name: str) -> str:
    """What a list is searched by: the words of the name, and how they sound.

    >>> key_of("Mevrouw Janssen-de Vries")
    ' mevrouw janssen de vries =jns=frs='
    """
    sounds = "=".join(dict.fromkeys(sound(w) for w in words_of(name)))
    return f" {fold(name)[: LONGEST_KEY // 2]} ={sounds[: LONGEST_KEY // 2 - 4]}="


def closeness(one: str, other: str) -> float:
    """How close two folded words are, from 0 to 1: letters added, missing, wrong, or two that changed places."""
    one, other = one[:_MOST], other[:_MOST]
    if one == other:
        return 1.0
    longest = max(len(one), len(other))
    return 1 - _slips(one, other) / longest if longest else 0.0


def _slips(one: str, other: str) -> int:
    """The optimal string alignment distance, row by row."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        above_that, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, above_that[j - 2] + 1)
            row.append(cost)
    return row[-1]


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two names are, as words: each word of the shorter beside the word of the longer that is closest to it."""
    shorter, longer = sorted((one, other), key=lambda words: sum(map(len, words)))
    if not shorter or not longer:
        return 0.0
    weights = [max(len(w), 1) for w in shorter]
    best = [max(_beside(w, v) for v in longer) for w in shorter]
    return sum(b * n for b, n in zip(best, weights, strict=True)) / sum(weights)


def _beside(one: str, other: str) -> float:
    if len(one) == 1 or len(other) == 1:  # an initial
        return 0.9 if one[:1] == other[:1] else 0.0
    close = closeness(one, other)
    return max(close, 0.85) if sound(one) == sound(other) and close >= 0.5 else close
