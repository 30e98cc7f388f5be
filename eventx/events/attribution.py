"""Attribution of a cluster: who did it, how firmly that is said, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from eventx.events.discourse import Discourse, Named, Speech
from eventx.events.frame import Frame, is_plural
from eventx.events.merge import Cluster
from eventx.events.sides import entry_of, side_of
from eventx.events.trigger import Trigger
from eventx.mentions.find import Reading, span_text
from eventx.mentions.mention import Mention
from eventx.model import Actor, Attribution, Evidence
from eventx.rules.matcher import Hit

# The order in which statements win over one another when a text makes several.
_ORDER = ("claimed", "stated", "blamed", "suspected", "denied", "unclaimed")
_NOUN_FRAMES = ("attack-noun", "direct-noun", "clash")
# Before the verb of an attack that hit something, the attack as its subject ends at most so many units.
QUALIFIED = 6
_HOME_KINDS = ("state", "generic")
_STATE_SORTS = ("force", "state")


@dataclass(frozen=True, slots=True)
class _Said:
    status: str
    actors: tuple[Named, ...]
    rule: str
    at: Named
    by: Named | None
    clash: bool = False
    """Two sides fight: what is said of one does not answer for the other."""
    explicit: bool = False
    """Is it the text that claims, accuses or denies, and not only whose words it gives?"""


def attribute(cluster: Cluster, told: Discourse, document: str) -> tuple[Attribution, list[Evidence]]:
    """The attribution of a cluster, with evidence for every actor, for the status and for who claims or accuses."""
    told_first = sorted(cluster.frames, key=lambda f: f.reading.sentence.zone == "title")
    single = any(not is_plural(f.reading, t) for f in told_first for t in f.triggers)
    said = [s for frame in told_first for s in _statements(frame, told, single)]
    said = [s for s in said if s.actors or s.status == "unclaimed"]
    if not said and not all(f.background for f in cluster.frames):
        last = cluster.frames[-1].reading.sentence.index
        said = [_ascribed(m, reading, told) for reading, m in told.of_all(last)]
    if not said:
        return Attribution(), []
    said = _answered(said, cluster, told)
    denied = _is_denied(said)
    status = "denied" if denied else min((s.status for s in said), key=_ORDER.index)
    chosen = _denial(said) if denied else _agreeing([s for s in said if s.status == status])
    chosen += [s for s in said if s.status != status and s.clash]
    actors: list[tuple[Actor, Hit]] = []
    evidence: list[Evidence] = []
    for one in chosen:
        words, span = span_text(document, one.at[0].sentence, one.at[1])
        evidence.append(Evidence("attribution", words, span, one.rule))
        for reading, hit in one.actors if status != "unclaimed" else ():
            text, span = span_text(document, reading.sentence, hit)
            _add(actors, Actor(text, _name(hit), entry_of(hit), span), hit)
            evidence.append(Evidence("attribution.actors", text, span, one.rule))
    by = next((s.by for s in chosen if s.by is not None), None)
    speaker = None
    if by is not None and status in ("claimed", "blamed", "suspected", "denied"):
        speaker, span = span_text(document, by[0].sentence, by[1])
        evidence.append(Evidence("attribution.by", speaker, span, next(s.rule for s in chosen if s.by is by)))
    kept = {a.span for a, _ in actors}
    evidence = [e for e in evidence if e.slot != "attribution.actors" or e.span in kept]
    return Attribution(status, tuple(a for a, _ in actors), speaker), evidence  # type: ignore[arg-type]


def _is_denied(said: list[_Said]) -> bool:
    """Does the only side that is named, and only accused or suspected, deny it?"""
    denying = {side_of(hit) for s in said if s.status == "denied" for _, hit in s.actors}
    named = {side_of(hit) for s in said for _, hit in s.actors}
    return bool(denying) and named == denying and not any(s.status in ("claimed", "stated") for s in said)


def _denial(said: list[_Said]) -> list[_Said]:
    """The denial, with the doers by the names that the accusation has for them."""
    own = next(s for s in said if s.status == "denied")
    accused = tuple(a for s in said if s.status != "denied" for a in s.actors)
    return [replace(own, actors=(*accused, *own.actors))]


def _agreeing(said: list[_Said]) -> list[_Said]:
    """The first statement and those that name a doer of it too: others tell of other acts. A fight has two sides."""
    if any(s.clash for s in said):
        return said
    said = sorted(said, key=lambda s: not s.explicit)
    first = {side_of(hit) for _, hit in said[0].actors}
    return [s for s in said if not first or any(side_of(hit) in first for _, hit in s.actors)]


def _is_bare(trigger: Trigger) -> bool:
    """Does the noun tell nothing of its means ("attacks")?"""
    return trigger.type == "attack" and trigger.rule.frame in _NOUN_FRAMES


def _statements(frame: Frame, told: Discourse, single: bool) -> Iterator[_Said]:
    """What a frame says about who did it, of an incident that is a `single` one in the words of the text."""
    reading = frame.reading
    weighed: list[Hit] = []  # doers that the sentence only suspects, or that deny
    for mention in frame.mentions.get("attribution", ()):
        yield _ascribed(mention, reading, told)
        if mention.features["status"] in ("suspected", "denied"):
            weighed += mention.captures.get("actor", ())
    for trigger in frame.triggers:
        if trigger.rule.set.get("with") == "toll" and not frame.casualties:
            continue  # an operation in which nobody was hurt is no attack
        verbal = trigger.rule.frame == "attack-verb"  # its words may begin with the doer: "the aircraft shelled"
        clash = trigger.type == "armed_clash"
        verbal = verbal or clash  # the sides of "the clashes" are told where they broke out again
        if not verbal and is_plural(frame.reading, trigger) and (trigger.definite or (single and _is_bare(trigger))):
            continue  # "the attacks of the group" tell of others too
        if not clash and _is_answer(frame, trigger):
            continue
        hits = [
            h
            for h in trigger.arguments.get("actor", ()) or _inside(frame, trigger)
            if clash
            or not (_is_victim(frame, h) or _is_object(frame, trigger, h) or any(_overlap(h, w) for w in weighed))
        ]
        if clash and not hits:
            hits = _hurt_sides(frame)
        if hits:
            at = Hit(trigger.start, trigger.end, None, {})
            named = trigger.rule.frame in _NOUN_FRAMES
            yield replace(_voiced(hits, trigger.rule.id, at, reading, told, named), clash=clash)
    for mention in frame.casualties:
        hits = [] if _hits_attackers(mention) else list(mention.captures.get("actor", ()))
        if hits:
            yield _voiced(hits, mention.rule, mention.hit(), reading, told)


def _answered(said: list[_Said], cluster: Cluster, told: Discourse) -> list[_Said]:
    """Where the doer's own side speaks of the attack elsewhere in the article, it claims what the narrator states."""
    told_at = [(f, [*(t.start for t in f.triggers), *(c.start for c in f.casualties)]) for f in cluster.frames]
    speeches = [s for f, units in told_at for unit in units for s in told.speech(f.reading, unit)]
    out: list[_Said] = []
    for one in said:
        own = next((s for s in speeches if any(_own(s, n, told) for n in one.actors)), None)
        plain = one.status in ("stated", "blamed") and own is not None
        out.append(replace(one, status="claimed", by=own.by) if plain and own is not None else one)
    return out


def _ascribed(mention: Mention, reading: Reading, told: Discourse) -> _Said:
    """What an attribution rule read; for the status "told" whose words they are decides."""
    hits = list(mention.captures.get("actor", ()))
    status = str(mention.features["status"])
    if status == "told":
        return _voiced(hits, mention.rule, mention.hit(), reading, told)
    actors = tuple(n for h in hits if (n := told.named(reading, h)) is not None)
    by = next(((reading, h) for h in mention.captures.get("by", ())), None)
    if by is None and status in ("claimed", "denied"):
        by = actors[0] if actors else None
    elif by is None:
        by = next((s.by for s in told.speech(reading, mention.start)), None)
    return _Said(status, actors, mention.rule, (reading, mention.hit()), by, explicit=True)


def _voiced(hits: list[Hit], rule: str, at: Hit, reading: Reading, told: Discourse, passing: bool = False) -> _Said:
    """Doers named by the words at `at`: claimed where their own side speaks, blamed in another's mouth, else stated.

    What witnesses, medics and the press only name in `passing` ("ten died in an air raid of ...") is stated.
    """
    actors = tuple(n for h in hits if (n := told.named(reading, h)) is not None)
    heard = told.speech(reading, at.start)
    own = next((s for s in heard if any(_own(s, n, told) for n in actors)), None)
    if own is not None:
        return _Said("claimed", actors, rule, (reading, at), own.by)
    if heard and not (passing and not any(s.official or s.entries or s.countries for s in heard)):
        by = next((s.by for s in heard if s.by is not None), None)
        return _Said("blamed", actors, rule, (reading, at), by)
    return _Said("stated", actors, rule, (reading, at), None)


def _own(speech: Speech, doer: Named, told: Discourse) -> bool:
    """Does the doer, or its own side, speak?"""
    reading, hit = doer
    if speech.by is None or not speech.official:
        return False
    if speech.by[0] is reading and hit.start < speech.by[1].end and speech.by[1].start < hit.end:
        return True
    if entry_of(hit) in speech.entries or entry_of(hit) in told.pointed(speech):
        return True
    country = hit.features.get("country")
    by_name = hit.entry is not None and hit.entry.lexicon.startswith("state")
    if hit.features.get("sort") not in _STATE_SORTS and not by_name:
        return False
    if country:
        return country in speech.countries
    if hit.features.get("kind") == "enemy":
        return False
    # "the army", "the air force", without whose: that of the officials who speak, where no group speaks
    home = entry_of(hit) is None or hit.features.get("kind") in _HOME_KINDS
    return not speech.group and (home or not speech.countries)


def _hurt_sides(frame: Frame) -> list[Hit]:
    """The named sides whose people were hurt in a fight that names none: they fought in it."""
    people = [who for mention in frame.casualties for who in mention.captures.get("people", ())]
    found = (m.hit() for m in frame.mentions.get("actor", ()) if m.features.get("sort") in ("group", "force"))
    return [h for h in found if any(who.start <= h.start <= who.end + 1 for who in people)]


def _is_answer(frame: Frame, trigger: Trigger) -> bool:
    """ "The police opened fire at the attacker": who shoots at the attackers answers an attack of others."""
    people = frame.reading.scan.hits.get("person-noun", {})
    behind = (h for at in range(trigger.end, trigger.end + 3) for h in people.get(at, ()))
    return any(h.features.get("role") == "attacker" for h in behind)


def _hits_attackers(mention: Mention) -> bool:
    """Are the people that are shot at, or hurt, attackers?"""
    told = [mention.features, *(h.features for h in mention.captures.get("people", ()))]
    return any(features.get("role") == "attacker" for features in told)


def _inside(frame: Frame, trigger: Trigger) -> tuple[Hit, ...]:
    """The doer whose words the trigger begins ("[fighters] of the movement", "[a drone] of the coalition").

    The words of stopping a missile begin with the one who stopped it, who is no doer: the missile's owner is.
    """
    aims = trigger.arguments.get("target", ())
    found = (m.hit() for m in frame.mentions.get("actor", ()) if trigger.start <= m.start < trigger.end)
    if trigger.rule.set.get("effect") == "foiled":
        found = (h for h in found if any(_overlap(h, w) for w in trigger.arguments.get("weapon", ())))
    return tuple(h for h in found if not any(_overlap(h, a) for a in aims))


def _is_victim(frame: Frame, hit: Hit) -> bool:
    """Is the one that stands where a doer may stand among those hurt?"""
    for mention in frame.casualties:
        for who in mention.captures.get("people", ()):
            if _overlap(who, hit):
                return True
    return False


def _is_object(frame: Frame, trigger: Trigger, hit: Hit) -> bool:
    """Does the hit stand right behind words that can't have their doer there?

    A definite noun takes no genitive; the verb of "an attack that targeted ..." has its subject before it.
    """
    if hit.start != trigger.end:
        return False
    if trigger.rule.frame == "attack-verb":
        if _is_plural_verb(frame, trigger):
            return True  # its doers stand before it: "they attacked the army"
        scan, first = frame.reading.scan, trigger.start
        if first - 1 in scan.hits.get("relative", {}) and not scan.units[first].suffix:
            return True  # "what hit the patrol": the patrol is hit; "that which the patrol hit" has a pronoun
        if scan.units[first - 1].kind == "conj":
            return False
        # "raids in 13 provinces that targeted the group": the attack is the subject
        reach = QUALIFIED if trigger.type == "attack" else 1
        nouns = [t for t in frame.triggers if t.rule.frame != "attack-verb"]
        return any(0 <= first - t.end <= reach for t in nouns)
    return trigger.definite and hit.entry is None and hit.features.get("lexicon") != "state-adjective"


def _is_plural_verb(frame: Frame, trigger: Trigger) -> bool:
    """Does the trigger begin with a verb in the plural ("[they] attacked")?"""
    hits = frame.reading.scan.entries_at(trigger.start)
    return any(h.features.get("number") == "plural" and h.features.get("tense") is not None for h in hits)


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _add(actors: list[tuple[Actor, Hit]], new: Actor, hit: Hit) -> None:
    """Add an actor unless it is listed; of a state and its force the force is kept."""
    for number, (old, other) in enumerate(actors):
        if _same(old, other, new, hit):
            if _is_state(other) and not _is_state(hit):
                actors[number] = (new, hit)
            return
    actors.append((new, hit))


def _same(old: Actor, other: Hit, new: Actor, hit: Hit) -> bool:
    if new.id is not None and new.id == old.id:
        return True
    if new.text in old.text or old.text in new.text:
        return True
    land = hit.features.get("country")
    state_or_air = any(_is_state(h) or h.features.get("kind") == "air" for h in (hit, other))
    return state_or_air and land is not None and land == other.features.get("country")


def _is_state(hit: Hit) -> bool:
    return hit.features.get("sort") == "state" or (hit.entry is not None and hit.entry.lexicon.startswith("state"))


def _name(hit: Hit) -> str | None:
    found = hit.features.get("name") or (hit.entry.name if hit.entry is not None else None)
    return str(found) if found else None
