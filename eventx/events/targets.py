"""Targets of a cluster: what its triggers' arguments name, the sides of a clash, and the victims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from eventx.events.frame import Frame
from eventx.events.merge import Cluster
from eventx.mentions.find import Reading, span_text
from eventx.mentions.mention import Mention
from eventx.mentions.people import Casualty, People
from eventx.model import Evidence, Target
from eventx.rules.matcher import Hit

TARGET_TYPES = frozenset(
    ("military", "police", "government", "diplomatic", "civilians", "religious", "business", "energy", "transport",
     "media", "health", "education", "aid", "armed_group", "infrastructure", "unknown")
)  # fmt: skip
ARMED = frozenset(("military", "police", "armed_group"))
_BY_ROLE = {
    "civilian": "civilians", "child": "civilians", "foreigner": "civilians", "security": "military",
    "militant": "armed_group", "official": "government", "journalist": "media", "medic": "health",
}  # fmt: skip
_BY_SORT = {
    "group": "armed_group", "proxy": "armed_group", "anaphor": "armed_group", "force": "military", "state": "military",
}  # fmt: skip
UNKNOWN = ("unknown",)


class Names:
    """What the titles of persons tell of them, for the places where the bare name stands."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings

    def kinds(self, words: frozenset[str]) -> tuple[str, ...]:
        """The target types of the first person whose title and name hold `words`; unknown where there is none."""
        for reading in self._readings:
            if not words.issubset(unit.form for unit in reading.sentence.units):
                continue  # not read for nothing
            for mention in reading.mentions.get("target", ()):
                kinds = _kinds(mention.features)
                if mention.features.get("what") == "person" and kinds != UNKNOWN and words <= _words(reading, mention):
                    return kinds
        return UNKNOWN


@dataclass(frozen=True, slots=True)
class Aim:
    """Words that may be the target, the types they give, and what they are: site, area, person or actor."""

    text: str
    span: tuple[int, int]
    kinds: tuple[str, ...]
    what: str
    rule: str
    certain: bool = True
    """False for people of whom nothing is told but that they are people."""
    weak: bool = False
    """The type is only what such a thing mostly is (a car, a house, an officer), and no owner is told."""
    named: bool = False
    """A person by name."""
    phrase: bool = True
    """False for the words of a toll that name nobody ("12 others")."""

    @property
    def typed(self) -> bool:
        """Do the words tell of what type they are?"""
        return self.kinds != UNKNOWN


def targets(cluster: Cluster, document: str, names: Names) -> tuple[tuple[Target, ...], list[Evidence]]:
    """Targets with their types and evidence."""
    chosen = _chosen(cluster, document, names)
    found: list[Target] = []
    evidence: list[Evidence] = []
    for aim in chosen:
        for kind in aim.kinds:
            known = [t for t in found if t.text in aim.text or aim.text in t.text]
            if not (known if aim.kinds == UNKNOWN else any(t.type == kind for t in known)):
                found.append(Target(kind, aim.text, aim.span))
        evidence.append(Evidence("targets", aim.text, aim.span, aim.rule))
    return tuple(found), evidence


def _chosen(cluster: Cluster, document: str, names: Names) -> list[Aim]:
    """What was aimed at where the text tells it, with victims who tell more; else the victims, else the area."""
    frames = sorted(cluster.frames, key=lambda f: (f.definite or f.background, f.reading.sentence.zone == "title"))
    victims = [_victims(f, document, names) for f in frames]
    hurt = _first(victims)
    types = {t.type for f in frames for t in f.triggers}
    if types <= {"armed_clash", "attack"}:
        sides = _first(_sides(f, document) for f in frames)
        if sides:
            return _same_side(sides, hurt)
        if "armed_clash" in types:
            hurt = [a for a in hurt if a.certain]
    aimed = [_arguments(f, document, names) for f in frames]
    sites = _first([a for a in found if a.what != "area"] for found in aimed)
    areas = _first([a for a in found if a.what == "area"] for found in aimed)
    hurt = _without_attackers(hurt)
    told = [a for a in hurt if a.certain and a.typed]
    if sites:
        known = {k for a in sites for k in a.kinds}
        again = [a for found in aimed for a in found if a not in sites and a.typed and set(a.kinds) == known]
        owners = next((a.kinds for a in told if all(_yields(s, a) for s in sites)), None)
        if owners is not None:
            chosen = [replace(a, kinds=owners) for a in sites + again] + told
        else:
            more = [a for a in hurt if a.typed and _adds(a, known) and (a.certain or "religious" not in known)]
            chosen = sites + again + more + [_untyped(a) for a in hurt + areas if a not in more and a.phrase]
    elif told:
        civil = "civilians" in told[0].kinds
        chosen = told + [a if civil else _untyped(a) for a in areas]
    else:
        chosen = [a for a in hurt if a.typed] + areas
    return _by_name(chosen, [a for found in (*victims, *aimed) for a in found])


def _by_name(chosen: list[Aim], aims: list[Aim]) -> list[Aim]:
    """What was chosen, with the name of the one person struck where another sentence tells it."""
    persons = [a for a in chosen if a.what == "person"]
    if not persons or any(a.named for a in persons):
        return chosen
    kinds = {k for a in persons for k in a.kinds}
    loose = persons[0].weak
    named = next((a for a in aims if a.named and (loose or a.weak or not a.typed or set(a.kinds) & kinds)), None)
    if named is None:
        return chosen
    if persons[0].weak and named.typed and not named.weak:
        return [replace(a, kinds=named.kinds) if a.weak else a for a in chosen] + [named]
    return [*chosen, named if named.typed and not named.weak else replace(named, kinds=persons[0].kinds)]


def _yields(site: Aim, victims: Aim) -> bool:
    """Do the victims tell whose the site was? An army's vehicle is no civilian's because a passer-by was hurt."""
    armed = bool(set(site.kinds) & ARMED) and site.what != "person"
    return not site.typed or (site.weak and (not armed or bool(set(victims.kinds) & ARMED)))


def _untyped(aim: Aim) -> Aim:
    """Words that belong to the target, and tell nothing of its type."""
    return replace(aim, kinds=UNKNOWN)


def _adds(victims: Aim, known: set[str]) -> bool:
    """Are the victims of a sort that the site struck does not tell?"""
    return set(victims.kinds) <= known or not known & ARMED


def _without_attackers(hurt: list[Aim]) -> list[Aim]:
    """The victims less the armed group's dead beside others: they are the attackers who were shot."""
    others = [a for a in hurt if "armed_group" not in a.kinds and a.typed and a.certain]
    return others or hurt


def _first(found: Iterable[list[Aim]]) -> list[Aim]:
    """The first of the lists that tells a type for certain, else the first that tells any, else the first."""
    lists = [aims for aims in found if aims]
    return max(lists, key=lambda aims: max(_sure(a) for a in aims), default=[])


def _sure(aim: Aim) -> int:
    """How much the words tell of the type: nothing, what such a thing mostly is, what it is."""
    if not aim.typed or not aim.certain:
        return 0
    usual = aim.weak and (aim.what == "person" or not set(aim.kinds) & ARMED)
    return 1 if usual or aim.what == "actor" else 2


def _arguments(frame: Frame, document: str, names: Names) -> list[Aim]:
    """What the arguments of a frame's triggers name."""
    found: list[Aim] = []
    for trigger in frame.triggers:
        if trigger.type == "armed_clash":
            continue
        for hit in trigger.arguments.get("target", ()):
            if hit.features.get("role") != "attacker":
                found.append(_aim(frame, hit, document, trigger.rule.id, names))
    return found


def _aim(frame: Frame, hit: Hit, document: str, rule: str, names: Names) -> Aim:
    what = str(hit.features.get("what") or "area")
    text, span = span_text(document, frame.reading.sentence, hit if what == "person" else _whole(frame, hit))
    kinds = _kinds(hit.features) if "what" in hit.features else ("civilians",)
    if kinds == UNKNOWN and what == "person":
        words = _words(frame.reading, hit)
        kinds = names.kinds(words) if len(words) > 1 else UNKNOWN
    weak = _weak(hit.features)
    named = bool(hit.features.get("named"))
    return Aim(text, span, kinds, what, rule, weak=weak, named=named)


def _whole(frame: Frame, hit: Hit) -> Hit:
    """A site to the end of the name that it begins: "the base" of "Harir Air Base"."""
    places = frame.reading.mentions.get("place", ())
    ends = [m.end for m in places if hit.start <= m.start < hit.end < m.end]
    return hit._replace(end=max(ends)) if ends else hit


def _sides(frame: Frame, document: str) -> list[Aim]:
    """The sides of a clash."""
    return [
        _side(frame, hit, document, trigger.rule.id)
        for trigger in frame.triggers
        if trigger.type == "armed_clash"
        for slot in ("actor", "target")
        for hit in trigger.arguments.get(slot, ())
    ]


def _side(frame: Frame, hit: Hit, document: str, rule: str) -> Aim:
    known = _over(frame.reading.mentions.get("target", ()), hit.start, hit.end)
    if known is not None and _kinds(known.features) != UNKNOWN:
        kinds = _kinds(known.features)
    else:
        kinds = (_BY_SORT.get(str(hit.features.get("sort")), "unknown"),)
    text, span = span_text(document, frame.reading.sentence, hit)
    return Aim(text, span, kinds, "actor", rule)


def _same_side(sides: list[Aim], hurt: list[Aim]) -> list[Aim]:
    """Of the sides of a clash those that the dead belong to; all of them where the dead belong to none."""
    told = [a for a in hurt if a.typed and a.certain]
    lost = [s for s in sides if any(set(s.kinds) & set(a.kinds) for a in told)]
    if lost or any(set(a.kinds) & ARMED for a in told):
        return lost + told
    return (sides if len(sides) > 1 else []) + told or sides


def _victims(frame: Frame, document: str, names: Names) -> list[Aim]:
    """The groups of people killed, wounded or abducted, in the order of the text."""
    found: list[Aim] = []
    for mention in frame.casualties:
        value = mention.value
        if not isinstance(value, Casualty) or value.outcome == "none" or all(g.bomber for g in value.groups):
            continue
        for group in value.groups:
            if group.end > group.start and group.role != "attacker":
                found.append(_victim(frame, group, document, mention.rule, names))
    return found


def _victim(frame: Frame, group: People, document: str, rule: str, names: Names) -> Aim:
    known = _over(frame.reading.mentions.get("target", ()), group.start, group.end)
    if known is not None and known.features.get("role") != "attacker":
        hit = Hit(min(group.start, known.start), max(group.end, known.end), None, known.features)
    else:
        hit = Hit(group.start, group.end, None, {})
    aim = replace(_aim(frame, hit, document, rule, names), what="person")
    if "what" not in hit.features or not aim.typed:
        kind = group.type if group.type in TARGET_TYPES else "unknown"
        kind = kind if kind != "unknown" else _BY_ROLE.get(group.role, "unknown")
        aim = replace(aim, kinds=(kind,), weak=False, phrase=known is not None and bool(known.features.get("named")))
    return replace(aim, certain=not (aim.kinds == ("civilians",) and group.role == "unknown"))


def _over(mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    """The mention that shares most units with `[start, end)`."""
    shared = [(min(m.end, end) - max(m.start, start), m) for m in mentions]
    best = max(shared, key=lambda p: p[0], default=None)
    return best[1] if best is not None and best[0] > 0 else None


def _kinds(features: Mapping[str, object]) -> tuple[str, ...]:
    value = features.get("type")
    names = value if isinstance(value, tuple) else str(value or "unknown").split("+")
    found = tuple(str(n) for n in names if n in TARGET_TYPES and n != "unknown")
    return found or UNKNOWN


def _weak(features: Mapping[str, object]) -> bool:
    """Is the type that of a head which gives way to its owner, and no owner told?"""
    blend = features.get("blend")
    return (blend[0] if isinstance(blend, tuple) else blend) == "yield"


def _words(reading: Reading, hit: Hit | Mention) -> frozenset[str]:
    return frozenset(u.form for u in reading.sentence.units[hit.start : hit.end] if u.kind == "word")
