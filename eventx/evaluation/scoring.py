"""Precision, recall and F1 of events and of slot fills over many documents, and what was wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal

from eventx.evaluation.alignment import align, compare
from eventx.evaluation.fills import SLOTS, Coded, Fill, coded

Json = Mapping[str, Any]
Kind = Literal["missed", "spurious", "wrong", "missed event", "spurious event"]
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Bounds of the confidence bands; the last one is included in its band."""


@dataclass(slots=True)
class Tally:
    """What was right, out of how many coded and how many read."""

    credit: float = 0.0
    gold: int = 0
    found: int = 0

    def add(self, credit: float, gold: int, found: int) -> None:
        """Count a pair, or what one side has alone."""
        self.credit += credit
        self.gold += gold
        self.found += found

    @property
    def precision(self) -> float:
        """The share of what was read that is right; 0 where nothing was read."""
        return self.credit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was coded that was read; 0 where nothing was coded."""
        return self.credit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.credit / (self.gold + self.found) if self.gold + self.found else 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the document and the rule that took them."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """One difference: where, in which slot, what was coded and what was read, and from which words by which rules."""

    document: str
    kind: Kind
    slot: str | None
    event: str
    gold: tuple[Fill, ...]
    found: tuple[Fill, ...]
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class Report:
    """The figures of one comparison, and its mistakes in document order."""

    documents: int = 0
    quiet: int = 0
    """Documents that are coded as reporting no attack."""
    kept_quiet: int = 0
    events: Tally = field(default_factory=Tally)
    slots: dict[str, Tally] = field(default_factory=lambda: {slot: Tally() for slot in SLOTS})
    bands: dict[tuple[float, float], Tally] = field(default_factory=lambda: {band: Tally() for band in pairwise(BANDS)})
    """Events read by their confidence; those that are not scored are left out."""
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def overall(self) -> Tally:
        """All slot fills together."""
        total = Tally()
        for tally in self.slots.values():
            total.add(tally.credit, tally.gold, tally.found)
        return total


def score(gold: Mapping[str, Sequence[Json]], found: Mapping[str, Sequence[Json]]) -> Report:
    """Compare what was read with what was coded, both by document id.

    Events of `gold` are in the coding guide's format or in eventx's, those of `found` as eventx prints them. A document
    that `found` lacks counts as one without events; one that `gold` lacks is left out.
    """
    report = Report()
    for document, events in gold.items():
        _score_document(report, document, [coded(event) for event in events], found.get(document, ()))
    return report


def _score_document(report: Report, document: str, gold: list[Coded], events: Sequence[Json]) -> None:
    read = [coded(event) for event in events]
    report.documents += 1
    if not gold:
        report.quiet += 1
        report.kept_quiet += not read
    core = [event for event in gold if not event.optional]
    pairs = align(core, read)
    paired, ignored = {at for _, at in pairs}, _ignored(gold, read, pairs)
    for one, other in pairs:
        report.mistakes.extend(_differences(report, document, core[one], read[other], events[other]))
    for at in sorted(set(range(len(core))) - {one for one, _ in pairs}):
        event = core[at]
        for slot, fills in event.fills.items():
            report.slots[slot].add(0, len(fills), 0)
        report.mistakes.append(Mistake(document, "missed event", None, event.trigger, event.fills["type"], (), ()))
    for at in sorted(set(range(len(read))) - paired - ignored):
        event = read[at]
        for slot, fills in event.fills.items():
            report.slots[slot].add(0, 0, len(fills))
        words = _evidence(events[at])
        report.mistakes.append(Mistake(document, "spurious event", None, event.trigger, (), event.fills["type"], words))
    report.events.add(len(pairs), len(core), len(read) - len(ignored))
    for at in set(range(len(read))) - ignored:
        _band(report, float(events[at].get("confidence", 1.0))).add(at in paired, 0, 1)


def _ignored(gold: list[Coded], read: list[Coded], pairs: list[tuple[int, int]]) -> set[int]:
    """The events read that neither count for nor against: they are like one that need not be found."""
    paired = {at for _, at in pairs}
    left = [at for at in range(len(read)) if at not in paired]
    optional = align([event for event in gold if event.optional], [read[at] for at in left])
    return {left[at] for _, at in optional} | {at for at in left if read[at].set_apart}


def _differences(report: Report, document: str, gold: Coded, found: Coded, event: Json) -> Iterator[Mistake]:
    for slot, (credit, coded_fills, read_fills) in compare(gold, found).items():
        report.slots[slot].add(credit, coded_fills, read_fills)
        if credit < max(coded_fills, read_fills):
            kind: Kind = "missed" if not read_fills else "spurious" if not coded_fills else "wrong"
            fills = gold.fills[slot], found.fills[slot]
            yield Mistake(document, kind, slot, found.trigger, *fills, _evidence(event, slot))


_EVIDENCE = {
    "country": "location",
    "place": "location",
    "killed": "casualties.killed",
    "wounded": "casualties.wounded",
    "abducted": "casualties.abducted",
    "target": "targets",
    "target_types": "targets",
    "actors": "attribution.actors",
}
"""What the evidence of a slot is called in the output, where it isn't the slot's own name."""


def _evidence(event: Json, slot: str | None = None) -> tuple[Evidence, ...]:
    """The words and rules behind a slot of an event as eventx prints it, or behind the event itself."""
    if slot is None or slot == "type":
        trigger = event.get("trigger") or {}
        return (Evidence(trigger.get("text", ""), trigger.get("rule", "")),)
    entries = [entry for entry in event.get("evidence") or () if entry["slot"] == _EVIDENCE.get(slot, slot)]
    return tuple(dict.fromkeys(Evidence(entry["text"], entry["rule"]) for entry in entries))


def _band(report: Report, confidence: float) -> Tally:
    for (_, to), tally in report.bands.items():
        if confidence < to:
            return tally
    return report.bands[BANDS[-2], BANDS[-1]]
