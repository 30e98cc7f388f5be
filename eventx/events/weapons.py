"""Weapons of a cluster, and what they tell of its type."""

from __future__ import annotations

from eventx.events.frame import Frame
from eventx.events.merge import Cluster
from eventx.mentions.find import span_text
from eventx.mentions.mention import Mention
from eventx.mentions.numbers import Number
from eventx.mentions.people import Casualty
from eventx.model import Count, Evidence, Weapon
from eventx.rules.matcher import Hit
from eventx.text.units import Sentence

# What a weapon makes of an attack whose means the trigger does not tell.
TYPE_BY_WEAPON = {
    "rocket": "shelling", "missile": "shelling", "mortar": "shelling", "artillery": "shelling",
    "air_bomb": "airstrike", "drone": "drone_attack", "chemical": "chemical_attack", "incendiary": "arson",
    "ied": "bombing", "car_bomb": "bombing", "mine": "bombing", "grenade": "bombing", "explosives": "bombing",
    "suicide_belt": "suicide_bombing", "rpg": "armed_assault", "small_arms": "armed_assault",
    "knife": "armed_assault", "vehicle": "armed_assault",
}  # fmt: skip


# What else cannot have been the means where an aircraft struck: it was the other side's, or is counted with the bombs.
_NOT_FROM_THE_AIR = frozenset(("rocket", "missile", "mortar", "artillery", "small_arms", "rpg", "explosives"))
# What a word that refers back to something fired may refer to.
_FIRED = frozenset(("rocket", "missile", "mortar", "artillery", "rpg"))
# Weapons that tell more than a bare "explosives".
_BOMBS = frozenset(("ied", "car_bomb", "suicide_belt", "mine", "grenade"))


def weapons(cluster: Cluster, document: str) -> tuple[tuple[Weapon, ...], list[Evidence]]:
    """The weapons named in the cluster's sentences; where none is, what its triggers imply."""
    named = [f for f in cluster.frames if not f.background] or cluster.frames
    found: dict[str, Weapon] = {}
    rules: dict[str, str] = {}
    back: set[str] = set()
    for frame in named:
        for mention in frame.mentions.get("weapon", ()):
            kind = str(mention.features.get("type", ""))
            if kind not in TYPE_BY_WEAPON or _stored(mention, frame):
                continue
            told = _weapon(kind, mention, frame.reading.sentence, document)
            if kind in found and not _tells_more(told, found[kind]):
                continue
            generic = kind not in found and mention.features.get("sense") == "generic"
            if generic and _refers_back(mention, frame.reading.sentence):
                back.add(kind)
            found[kind] = told
            rules[kind] = mention.rule
    if _from_the_air_alone(cluster):
        found = {k: w for k, w in found.items() if k not in _NOT_FROM_THE_AIR}
    if not found:
        for frame in cluster.frames:
            for trigger in frame.triggers:
                kind = str(trigger.rule.set.get("weapon", ""))
                if not kind or kind in found:
                    continue
                text, span = span_text(document, frame.reading.sentence, Hit(trigger.start, trigger.end, None, {}))
                found[kind] = Weapon(kind, None, None, text, span)
                rules[kind] = trigger.rule.id
        if "suicide_belt" in found:
            found = {"suicide_belt": found["suicide_belt"]}
    if _BOMBS & found.keys():
        found.pop("explosives", None)
    for kind in sorted(back):
        if found.keys() & _FIRED - {kind}:
            found.pop(kind, None)  # "a ballistic missile ... the rocket was shot down"
    return tuple(found.values()), [Evidence("weapons", w.text, w.span, rules[k]) for k, w in found.items()]


def _from_the_air_alone(cluster: Cluster) -> bool:
    """Did aircraft strike, and nobody else fire what is named?"""
    triggers = [t for f in cluster.frames for t in f.triggers]
    fired = any(t.type == "shelling" and t.arguments.get("weapon") for t in triggers)
    return not fired and any(t.type == "airstrike" for t in triggers)


def _weapon(kind: str, mention: Mention, sentence: Sentence, document: str) -> Weapon:
    text, span = span_text(document, sentence, mention)
    model = mention.features.get("model")
    return Weapon(kind, str(model) if model else None, _count(mention, sentence, document), text, span)


def _tells_more(told: Weapon, before: Weapon) -> bool:
    """A make where none was told, or a number: "a rocket attack ... two Katyusha rockets"."""
    if (told.model is None) != (before.model is None):
        return before.model is None
    return told.model == before.model and before.count is None and told.count is not None


def _refers_back(mention: Mention, sentence: Sentence) -> bool:
    """Has the word the article, and is it no member of a list ("rifles, rockets and shells")?"""
    listed = mention.start > 0 and sentence.units[mention.start - 1].kind == "conj"
    return sentence.units[mention.start].definite and not listed


def _stored(mention: Mention, frame: Frame) -> bool:
    """Is the weapon what a place that was struck holds ("a store of explosives"), or somebody hurt (a sniper)?"""
    held = any(m.start < mention.start and mention.end <= m.end for m in frame.reading.mentions.get("target", ()))
    hurt = [g for m in frame.casualties if isinstance(m.value, Casualty) for g in m.value.groups]
    return held or any(g.start <= mention.start and mention.end <= g.end for g in hurt)


def _count(mention: Mention, sentence: Sentence, document: str) -> Count | None:
    for hit in mention.captures.get("count", ()):
        if isinstance(hit.value, Number) and hit.value.min is not None:
            text, span = span_text(document, sentence, hit)
            return Count(hit.value.min, hit.value.max, text, span)
    if mention.features.get("counts") == "salvoes":
        return None
    number = {"dual": 2, "singular": 1}.get(str(mention.features.get("number")))
    if number is None:
        return None
    text, span = span_text(document, sentence, mention)
    return Count(number, number, text, span)
