"""Tables of sentences with what must be found in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from eventx.mentions.mention import Mention

Find = Callable[[str, str], list[tuple[str, Mention]]]
"""A text and a slot to the mentions of that slot, each with its words."""


def table(name: str) -> list[tuple[str, ...]]:
    """The rows of a tab-separated table beside the tests."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
