"""Targets of a cluster: what the triggers' arguments name, else the victims."""

from __future__ import annotations

from eventx.events.merge import Cluster
from eventx.mentions.find import span_text
from eventx.mentions.people import Casualty
from eventx.model import Evidence, Target

TARGET_TYPES = frozenset(
    ("military", "police", "government", "diplomatic", "civilians", "religious", "business", "energy", "transport", "media",
     "health", "education", "aid", "armed_group", "infrastructure", "unknown")
)  # fmt: skip
_BY_ROLE = {
    "civilian": "civilians", "child": "civilians", "foreigner": "civilians", "security": "military", "militant": "armed_group",
    "official": "government", "journalist": "media", "medic": "health",
}  # fmt: skip


def targets(cluster: Cluster, document: str) -> tuple[tuple[Target, ...], list[Evidence]]:
    """Targets with their types and evidence."""
    found: list[Target] = []
    evidence: list[Evidence] = []

    def add(kinds: object, text: str, span: tuple[int, int], rule: str) -> None:
        names = kinds if isinstance(kinds, tuple) else str(kinds or "unknown").split("+")
        for kind in names:
            kind = str(kind) if str(kind) in TARGET_TYPES else "unknown"
            if not any(t.type == kind and (t.text in text or text in t.text) for t in found):
                found.append(Target(kind, text, span))
        evidence.append(Evidence("targets", text, span, rule))

    frames = sorted(cluster.frames, key=lambda f: (f.definite or f.background, f.reading.sentence.zone == "title"))
    for frame in frames:
        for trigger in frame.triggers:
            for hit in trigger.arguments.get("target", ()):
                if hit.features.get("role") == "attacker":
                    continue
                text, span = span_text(document, frame.reading.sentence, hit)
                add(hit.features.get("type"), text, span, trigger.rule.id)
        if found:
            break
    if any(t.type != "unknown" for t in found):
        return tuple(found), evidence
    for frame in frames:
        for mention in frame.casualties:
            value = mention.value
            if not isinstance(value, Casualty):
                continue
            for group in value.groups:
                kind = group.type if group.type != "unknown" else _BY_ROLE.get(group.role, "unknown")
                if kind == "unknown" or group.end <= group.start:
                    continue
                start, end = frame.reading.sentence.span(group.start, group.end)
                add(kind, document[start:end], (start, end), mention.rule)
        if any(t.type != "unknown" for t in found):
            break
    return tuple(found), evidence
