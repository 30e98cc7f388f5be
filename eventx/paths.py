"""Where the shipped rule pack is: `rules/` beside the package in a checkout, `_rules/` inside it once installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def shipped_rules() -> Path:
    """The folder of the shipped rule pack."""
    package = Path(__file__).resolve().parent
    installed = package / "_rules"
    return installed if installed.is_dir() else package.parent / "rules"
