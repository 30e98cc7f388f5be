"""Weapons of a cluster, and what they tell of its type."""

from __future__ import annotations

from eventx.events.merge import Cluster
from eventx.mentions.find import span_text
from eventx.mentions.mention import Mention
from eventx.mentions.numbers import Number
from eventx.model import Count, Evidence, Weapon
from eventx.rules.matcher import Hit

# What a weapon makes of an attack whose means the trigger does not tell.
TYPE_BY_WEAPON = {
    "rocket": "shelling", "missile": "shelling", "mortar": "shelling", "artillery": "shelling", "air_bomb": "airstrike",
    "drone": "drone_attack", "ied": "bombing", "car_bomb": "bombing", "suicide_belt": "suicide_bombing", "mine": "bombing",
    "grenade": "bombing", "rpg": "armed_assault", "small_arms": "armed_assault", "knife": "armed_assault",
    "vehicle": "armed_assault", "incendiary": "arson", "chemical": "chemical_attack", "explosives": "bombing",
}  # fmt: skip


def weapons(cluster: Cluster, document: str) -> tuple[tuple[Weapon, ...], list[Evidence]]:
    """The weapons named in the cluster's sentences; where none is, what its triggers imply."""
    found: list[Weapon] = []
    evidence: list[Evidence] = []
    for frame in cluster.frames:
        for mention in frame.mentions.get("weapon", ()):
            kind = str(mention.features.get("type", ""))
            if kind not in TYPE_BY_WEAPON or any(w.type == kind for w in found):
                continue
            text, span = span_text(document, frame.reading.sentence, mention)
            model = mention.features.get("model")
            found.append(
                Weapon(
                    kind, str(model) if model else None, _count(mention, frame.reading.sentence, document), text, span
                )
            )
            evidence.append(Evidence("weapons", text, span, mention.rule))
    for frame in cluster.frames:
        for trigger in frame.triggers:
            kind = str(trigger.rule.set.get("weapon", ""))
            if not kind or any(w.type == kind for w in found) or (kind == "suicide_belt" and found):
                continue
            text, span = span_text(document, frame.reading.sentence, Hit(trigger.start, trigger.end, None, {}))
            found.append(Weapon(kind, None, None, text, span))
            evidence.append(Evidence("weapons", text, span, trigger.rule.id))
    kinds = {w.type for w in found}
    if kinds & {"ied", "car_bomb", "suicide_belt", "mine", "grenade"}:
        found = [w for w in found if w.type != "explosives"]
    kept = {w.span for w in found}
    return tuple(found), [e for e in evidence if e.span in kept]


def _count(mention: Mention, sentence: object, document: str) -> Count | None:
    from eventx.text.units import Sentence

    assert isinstance(sentence, Sentence)
    for hit in mention.captures.get("count", ()):
        if isinstance(hit.value, Number) and hit.value.min is not None:
            text, span = span_text(document, sentence, hit)
            return Count(hit.value.min, hit.value.max, text, span)
    number = {"dual": 2, "singular": 1}.get(str(mention.features.get("number")))
    if number is None:
        return None
    text, span = span_text(document, sentence, mention)
    return Count(number, number, text, span)
