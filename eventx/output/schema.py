"""The output contract, JSON Schema 2020-12."""

from __future__ import annotations

from pathlib import Path

_FILE = Path(__file__).with_name("event.schema.json")


def schema_text() -> str:
    """The JSON Schema that every event validates against, as text that ends in a newline."""
    return _FILE.read_text(encoding="utf-8").rstrip("\n") + "\n"
