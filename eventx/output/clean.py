"""Text of a document made harmless for a terminal.

An article is data. It must not move the cursor, recolour the screen, turn the writing direction of what follows or
break a table into lines, whatever characters it brings.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LRM = "\u200e"
FSI = "\u2068"
RLI = "\u2067"
PDI = "\u2069"

_JOINERS = frozenset("\u200c\u200d")  # they shape Arabic and Persian letters and do nothing else
_REPLACEMENT = "\ufffd"
_RTL = frozenset({"R", "AL"})
_LTR = frozenset({"L"})


def clean(text: str) -> str:
    """`text` on one line: no controls, no direction overrides, no half characters, and space of any kind one space."""
    return " ".join("".join(map(_harmless, text)).split())


@lru_cache(maxsize=4096)
def _harmless(character: str) -> str:
    category = unicodedata.category(character)
    if character.isspace() or category in ("Zs", "Zl", "Zp"):
        return " "
    if category == "Cf":
        return character if character in _JOINERS else ""
    if category == "Cc":
        # A control character is no letter of a word, so it leaves a gap that can be seen.
        return _REPLACEMENT
    return _REPLACEMENT if category in ("Cs", "Cn", "Co") else character


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in _RTL:
            return True
        if direction in _LTR:
            return False
    return False


def isolate(text: str) -> str:
    """`text` in an isolate of its own direction, so that it can't reorder what stands around it."""
    return f"{FSI}{text}{PDI}"
