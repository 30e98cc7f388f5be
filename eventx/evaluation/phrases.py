"""Whether two phrases say the same, though one is longer or spelled another way."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from eventx.paths import shipped_rules

_WORD = re.compile(r"\w+")
_CODE_POINTS = re.compile(r"U\+([0-9A-F]{4,6})(?:-U\+([0-9A-F]{4,6}))?\Z")
_SHORTEST = 3
"""What is left of a word must have so many letters, or the word stays whole."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    letters: dict[int, str | None]
    beginning: re.Pattern[str]
    ending: re.Pattern[str]


@cache
def _spelling() -> _Spelling:
    path = shipped_rules() / "orthography" / "same-words.tsv"
    rows: dict[str, list[list[str]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, *cells = line.split("\t")
            rows[kind].append(cells)
    letters: dict[int, str | None] = {ord(written): read for written, read in rows["letter"]}
    for (points,) in rows["drop"]:
        found = _CODE_POINTS.match(points)
        assert found is not None, f"{path}: {points}"
        letters |= dict.fromkeys(range(int(found[1], 16), int(found[2] or found[1], 16) + 1))
    beginnings = [cells[0] + (f"(?={cells[1]})" if len(cells) > 1 else "") for cells in rows["beginning"]]
    endings = [ending for (ending,) in rows["ending"]]
    return _Spelling(letters, re.compile(f"^(?:{'|'.join(beginnings)})"), re.compile(f"(?:{'|'.join(endings)})$"))


@lru_cache(maxsize=8192)
def stems(phrase: str) -> tuple[str, ...]:
    """The words of `phrase` without article, attached particles and ending: "الإسرائيلية" and "إسرائيل" are one."""
    spelling = _spelling()
    text = unicodedata.normalize("NFKC", phrase).translate(spelling.letters).lower()
    found = []
    for word in _WORD.findall(text):
        bare = _unless_short(spelling.beginning.sub("", word), word)
        found.append(_unless_short(spelling.ending.sub("", bare), bare))
    return tuple(found)


def _unless_short(shortened: str, word: str) -> str:
    return shortened if len(shortened) >= _SHORTEST else word


def same_phrase(one: str, other: str) -> bool:
    """Whether one phrase holds all words of the other, or at least half of the words of both agree."""
    first, second = set(stems(one)), set(stems(other))
    if not first or not second:
        return False
    common = len(first & second)
    return common == min(len(first), len(second)) or 2 * common / (len(first) + len(second)) >= 0.5
