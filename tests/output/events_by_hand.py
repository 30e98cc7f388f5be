"""Events made by hand, for tests of what is printed."""

from __future__ import annotations

from datetime import date
from typing import Any

from eventx.model import (
    Actor,
    Attribution,
    Casualties,
    CasualtyGroup,
    Count,
    Date,
    Document,
    Event,
    Evidence,
    Extraction,
    Location,
    PlaceMention,
    Source,
    Target,
    Trigger,
    Weapon,
)

SPAN = (0, 4)
DOCUMENT = Document(
    "samples/market.txt", "نص", title="انفجار في سوق", published=date(2021, 5, 4), published_from="option"
)


def count(low: int, high: int | None) -> Count:
    """A count with the bounds `low` and `high`."""
    return Count(low, high, "عدد", SPAN)


def day(value: str | None, time: str | None = None, text: str = "الثلاثاء") -> Date:
    """A day, or words that could not be resolved."""
    first = date.fromisoformat(value) if value else None
    return Date(value, first, first, "day" if value else "unresolved", time, text, SPAN, True)


def place(text: str = "سوق الجمعة", name: str | None = None, country: str | None = None) -> Location:
    """A place in the text."""
    return Location(text, name, None, country, None, None, None, "unknown", (PlaceMention(text, SPAN),))


def event(**slots: Any) -> Event:
    """An event that tells nothing but `slots`."""
    told: dict[str, Any] = {
        "id": "e1",
        "document": DOCUMENT,
        "type": "attack",
        "status": "occurred",
        "aggregate": False,
        "date": None,
        "location": None,
        "weapons": (),
        "casualties": Casualties(),
        "targets": (),
        "attribution": Attribution(),
        "sources": (),
        "trigger": Trigger("استهدف هجوم", SPAN, "attack.verb"),
        "evidence": (),
        "confidence": 0.5,
    }
    return Event(**{**told, **slots})


def full_event() -> Event:
    """An event that tells something in every slot."""
    return event(
        type="suicide_bombing",
        aggregate=True,
        date=Date("2021-05-01/2021-05-04", date(2021, 5, 1), date(2021, 5, 4), "interval", "dawn", "فجرا", SPAN, False),
        location=Location(
            "سوق الجمعة",
            "Friday Market",
            "Anbar",
            "IQ",
            33.5,
            42.25,
            12345,
            "site",
            (PlaceMention("سوق الجمعة", SPAN),),
        ),
        weapons=(Weapon("rocket", "Katyusha", count(2, 2), "صاروخان", SPAN), Weapon("ied", None, None, "عبوة", SPAN)),
        casualties=Casualties(
            count(12, None),
            count(10, 15),
            count(0, 0),
            True,
            (
                CasualtyGroup("killed", count(3, 3), "جنود", "security", SPAN),
                CasualtyGroup("wounded", None, None, "unknown", SPAN),
            ),
        ),
        targets=(Target("business", "سوق الجمعة", SPAN),),
        attribution=Attribution("claimed", (Actor("تنظيم داعش", "Islamic State", "islamic-state", SPAN),), "بيان"),
        sources=(Source("خلية الإعلام", SPAN),),
        evidence=(Evidence("date", "فجرا", SPAN, "date.dawn"),),
        confidence=0.875,
    )


def extraction(*events: Event, document: Document = DOCUMENT, warnings: tuple[str, ...] = ()) -> Extraction:
    """What a document gave."""
    return Extraction(document, events, warnings)
