"""Runs the examples that rules carry: what must fire, and what must stay silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from eventx.extractor import Extractor, Trace
from eventx.model import Document
from eventx.rules.compile import CompiledPack
from eventx.rules.model import Example, Rule


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example run: `ok`, or what was expected and what came."""

    rule: str
    path: Path
    line: int
    text: str
    ok: bool
    expected: str
    got: str


def run_examples(directories: Iterable[Path] = (), key: str | None = None) -> list[ExampleResult]:
    """Run the examples of every rule whose id contains `key`, in pack order. Raises RuleError for a bad pack."""
    extractor = Extractor(tuple(directories))
    results: list[ExampleResult] = []
    for rule in extractor.pack.pack.rules:
        if key is None or key in rule.id:
            results += _run(rule, extractor)
    return results


def _run(rule: Rule, extractor: Extractor) -> Iterator[ExampleResult]:
    for example in rule.examples:
        trace = _trace(example, extractor)
        wrong = _missing(rule, example, trace, extractor.pack)
        yield ExampleResult(
            rule.id, example.place.path, example.place.line, example.text, wrong is None, *(wrong or ("", ""))
        )
    for example in rule.silent:
        fired = _fired(rule, _trace(example, extractor), extractor.pack)
        got = "; ".join(fired)
        yield ExampleResult(rule.id, example.place.path, example.place.line, example.text, not fired, "silence", got)


def _trace(example: Example, extractor: Extractor) -> Trace:
    published = date.fromisoformat(example.published) if example.published else None
    return extractor.trace(Document("example", example.text, published=published))


def _fired(rule: Rule, trace: Trace, pack: CompiledPack) -> list[str]:
    """The words that the rule took."""
    if rule.kind == "guard":
        guards = (pack.guards, pack.document_guards)
        return [m.rule.id for r in trace.readings for g in guards for _, m in g.find(r.scan) if m.rule.id == rule.id]
    if rule.kind == "event":
        return [
            _words(trace, number, t.start, t.end)
            for number, found in enumerate(trace.triggers)
            for t in found.triggers
            if t.rule.id == rule.id
        ]
    return [
        _words(trace, number, m.start, m.end)
        for number, reading in enumerate(trace.readings)
        for m in (*reading.mentions.get(rule.yields, ()), *reading.held)
        if m.rule == rule.id
    ]


def _words(trace: Trace, sentence: int, start: int, end: int) -> str:
    first, last = trace.readings[sentence].sentence.span(start, end)
    return trace.document.text[first:last]


def _missing(rule: Rule, example: Example, trace: Trace, pack: CompiledPack) -> tuple[str, str] | None:
    """What was expected and what came, where they differ."""
    fired = _fired(rule, trace, pack)
    if not fired:
        others = [
            f"{m.rule}: {_words(trace, n, m.start, m.end)}"
            for n, r in enumerate(trace.readings)
            for m in r.mentions.get(rule.yields, ())
        ]
        return f"{rule.id} fires", "; ".join(others) or "nothing"
    if isinstance(example.expect, str):
        values = [str(v) for v in trace.values(rule)]
        return None if example.expect in (*fired, *values) else (example.expect, "; ".join((*fired, *values)))
    if isinstance(example.expect, Mapping):
        if not trace.events:
            return str(dict(example.expect)), "no event"
        for event in trace.events:
            got = _slots(event, example.expect)
            if got == dict(example.expect):
                return None
        return str(dict(example.expect)), str(_slots(trace.events[0], example.expect))
    return None


def _slots(event: object, wanted: Mapping[str, str]) -> dict[str, str]:
    """The slots named in `wanted` as plain texts: counts as their minimum, lists joined by spaces."""
    from eventx.model import Event

    assert isinstance(event, Event)
    hurt = event.casualties
    known = {
        "type": event.type,
        "status": event.status,
        "aggregate": "yes" if event.aggregate else "no",
        "date": (event.date.value or "") if event.date else "",
        "place": event.location.text if event.location else "",
        "country": (event.location.country or "") if event.location else "",
        "weapons": " ".join(sorted(w.type for w in event.weapons)),
        "killed": str(hurt.killed.min) if hurt.killed else "",
        "wounded": str(hurt.wounded.min) if hurt.wounded else "",
        "abducted": str(hurt.abducted.min) if hurt.abducted else "",
        "target": event.targets[0].text if event.targets else "",
        "target_type": " ".join(sorted({t.type for t in event.targets})),
        "attribution": event.attribution.status,
        "actor": event.attribution.actors[0].text if event.attribution.actors else "",
    }
    return {key: known.get(key, f"no slot '{key}'") for key in wanted}
