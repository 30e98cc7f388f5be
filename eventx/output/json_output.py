"""Events as JSON: the keys, their order and their values are those of `event.schema.json`."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from eventx.model import (
    SCHEMA,
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
    Source,
    Span,
    Target,
    Trigger,
    Weapon,
)

Json = dict[str, Any]

_BROKEN_PAIR = re.compile(r"\[\n\s+(\d+),\n\s+(\d+)\n\s+\]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def event_to_dict(event: Event) -> Json:
    """One event, as `--format jsonl` prints it."""
    return {
        "schema": SCHEMA,
        "id": event.id,
        "document": document_to_dict(event.document),
        "type": event.type,
        "status": event.status,
        "aggregate": event.aggregate,
        "date": _date(event.date),
        "location": _location(event.location),
        "weapons": [_weapon(weapon) for weapon in event.weapons],
        "casualties": _casualties(event.casualties),
        "targets": [_target(target) for target in event.targets],
        "attribution": _attribution(event.attribution),
        "sources": [_source(source) for source in event.sources],
        "trigger": _trigger(event.trigger),
        "evidence": [_evidence(evidence) for evidence in event.evidence],
        "confidence": event.confidence,
    }


def document_to_dict(document: Document) -> Json:
    """What a reader of the output needs to know of the document."""
    return {
        "id": document.id,
        "title": document.title,
        "published": _day(document.published),
        "published_from": document.published_from,
    }


def extraction_to_dict(extraction: Extraction) -> Json:
    """A document record, as `--format json` prints it."""
    return {
        "document": document_to_dict(extraction.document),
        "events": [event_to_dict(event) for event in extraction.events],
        "warnings": list(extraction.warnings),
    }


def to_line(value: Json) -> str:
    """`value` as one line of JSON, without the newline."""
    return _encodable(json.dumps(value, ensure_ascii=False, allow_nan=False))


def to_pretty(value: Json, indent: int = 0) -> str:
    """`value` as JSON for reading, every line `indent` spaces in; spans stay on one line."""
    # Newlines within JSON strings are escaped, so the pattern can't meet the text of an article.
    text = _BROKEN_PAIR.sub(r"[\1, \2]", json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2))
    margin = " " * indent
    return _encodable(margin + text.replace("\n", "\n" + margin))


def _encodable(text: str) -> str:
    """Half a surrogate pair can't be written as UTF-8: it stays the JSON escape that it came in as."""
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _day(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None


def _span(span: Span) -> list[int]:
    return [span[0], span[1]]


def _count(count: Count | None) -> Json | None:
    if count is None:
        return None
    return {"min": count.min, "max": count.max, "text": count.text, "span": _span(count.span)}


def _date(value: Date | None) -> Json | None:
    if value is None:
        return None
    return {
        "value": value.value,
        "start": _day(value.start),
        "end": _day(value.end),
        "precision": value.precision,
        "time": value.time,
        "text": value.text,
        "span": _span(value.span),
        "relative": value.relative,
    }


def _location(location: Location | None) -> Json | None:
    if location is None:
        return None
    return {
        "text": location.text,
        "name": location.name,
        "admin1": location.admin1,
        "country": location.country,
        "latitude": location.latitude,
        "longitude": location.longitude,
        "geonameid": location.geonameid,
        "precision": location.precision,
        "mentions": [{"text": mention.text, "span": _span(mention.span)} for mention in location.mentions],
    }


def _weapon(weapon: Weapon) -> Json:
    return {
        "type": weapon.type,
        "model": weapon.model,
        "count": _count(weapon.count),
        "text": weapon.text,
        "span": _span(weapon.span),
    }


def _casualties(casualties: Casualties) -> Json:
    return {
        "killed": _count(casualties.killed),
        "wounded": _count(casualties.wounded),
        "abducted": _count(casualties.abducted),
        "property_damage": casualties.property_damage,
        "groups": [_group(group) for group in casualties.groups],
    }


def _group(group: CasualtyGroup) -> Json:
    return {
        "outcome": group.outcome,
        "count": _count(group.count),
        "who": group.who,
        "role": group.role,
        "span": _span(group.span),
    }


def _target(target: Target) -> Json:
    return {"type": target.type, "text": target.text, "span": _span(target.span)}


def _attribution(attribution: Attribution) -> Json:
    return {
        "status": attribution.status,
        "actors": [_actor(actor) for actor in attribution.actors],
        "by": attribution.by,
    }


def _actor(actor: Actor) -> Json:
    return {"text": actor.text, "name": actor.name, "id": actor.id, "span": _span(actor.span)}


def _source(source: Source) -> Json:
    return {"text": source.text, "span": _span(source.span)}


def _trigger(trigger: Trigger) -> Json:
    return {"text": trigger.text, "span": _span(trigger.span), "rule": trigger.rule}


def _evidence(evidence: Evidence) -> Json:
    return {"slot": evidence.slot, "text": evidence.text, "span": _span(evidence.span), "rule": evidence.rule}
