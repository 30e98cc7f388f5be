"""A stand-in for the extractor: the command line is tested apart from the rules.

Every document whose text says "attack" gives one event; "warn" gives a warning, "crash" an exception. As a script it
runs `eventx` with the arguments it gets.
"""

from __future__ import annotations

import sys
import time
import types
from pathlib import Path

from eventx.model import Attribution, Casualties, Document, Event, Extraction, Trigger
from eventx.rules.errors import Problem, RuleError


class Extractor:
    """Reads documents by a few English words."""

    def __init__(self, rules: tuple[Path, ...] = ()) -> None:
        for folder in rules:
            if (folder / "bad.yaml").exists():
                raise RuleError([Problem(folder / "bad.yaml", 2, 3, "unknown key 'mach' (did you mean 'match'?)")])

    def read(self, document: Document) -> Extraction:
        """The event of a document."""
        if "crash" in document.text:
            raise ZeroDivisionError("division by zero")
        if "sleep" in document.text:
            time.sleep(30)
        if "interrupt" in document.text:
            raise KeyboardInterrupt
        warnings = ("the header's date\n\x1b[31mcontradicts the text",) if "warn" in document.text else ()
        events = (_event(document),) if "attack" in document.text else ()
        return Extraction(document, events, warnings)


def _event(document: Document) -> Event:
    at = document.text.index("attack")
    return Event(
        id=f"{document.id}-1",
        document=document,
        type="attack",
        status="occurred",
        aggregate=False,
        date=None,
        location=None,
        weapons=(),
        casualties=Casualties(),
        targets=(),
        attribution=Attribution(),
        sources=(),
        trigger=Trigger("attack", (at, at + 6), "stand-in"),
        evidence=(),
        confidence=1.0,
    )


def module() -> types.ModuleType:
    """What stands in for `eventx.extractor`."""
    made = types.ModuleType("eventx.extractor")
    made.Extractor = Extractor  # type: ignore[attr-defined]
    return made


if __name__ == "__main__":
    sys.modules["eventx.extractor"] = module()
    from eventx.cli import main

    main()
