"""eventx reads Arabic news and gives the attack events it reports.

from datetime import date
from eventx import Extractor
events = Extractor().extract(text, published=date(2021, 5, 4))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eventx.extractor import Extractor
    from eventx.model import Document, Event, Extraction
    from eventx.rules.load import load_rules

__version__ = "0.1.0"
__all__ = ["Document", "Event", "Extraction", "Extractor", "__version__", "load_rules"]

_WHERE = {
    "Extractor": "eventx.extractor",
    "Document": "eventx.model",
    "Event": "eventx.model",
    "Extraction": "eventx.model",
    "load_rules": "eventx.rules.load",
}


def __getattr__(name: str) -> object:
    """Imports what is asked for when it is asked for: `eventx --help` pays for nothing."""
    if name not in _WHERE:
        raise AttributeError(f"module 'eventx' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_WHERE[name]), name)
