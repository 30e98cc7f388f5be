"""An evaluation for people and for programs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from eventx.evaluation.fills import Fill
from eventx.evaluation.scoring import Mistake, Report, Tally
from eventx.output.clean import clean, isolate

Json = dict[str, Any]
_WIDTH = 100


def report_to_dict(report: Report, mistakes: bool) -> Json:
    """The figures as `--format json` prints them; `mistakes`: with every difference."""
    found: Json = {
        "documents": report.documents,
        "events": _figures(report.events),
        "slots": {slot: _figures(tally) for slot, tally in report.slots.items()},
        "overall": _figures(report.overall),
        "quiet_documents": {"kept_quiet": report.kept_quiet, "of": report.quiet},
        "confidence": [
            {"from": low, "to": high, "events": tally.found, "precision": round(tally.precision, 4)}
            for (low, high), tally in report.bands.items()
        ],
    }
    if mistakes:
        found["errors"] = [_mistake(mistake) for mistake in report.mistakes]
    return found


def _figures(tally: Tally) -> Json:
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "gold": tally.gold,
        "pred": tally.found,
    }


def _mistake(mistake: Mistake) -> Json:
    return {
        "document": mistake.document,
        "kind": mistake.kind,
        "slot": mistake.slot,
        "event": mistake.event,
        "gold": [_plain(fill) for fill in mistake.gold],
        "pred": [_plain(fill) for fill in mistake.found],
        "evidence": [{"text": words.text, "rule": words.rule} for words in mistake.evidence],
    }


def _plain(fill: Fill) -> str | int | list[str]:
    return list(fill) if isinstance(fill, tuple) else fill


def evaluation_pieces(report: Report, mistakes: bool, colour: bool) -> Iterator[str]:
    """The figures as tables, piece by piece; `mistakes`: before them every difference, a line or two each."""
    if mistakes:
        for mistake in report.mistakes:
            yield from _told(mistake)
        yield "\n"
    yield _drawn(_slots(report), colour)
    quiet = f"{report.kept_quiet} of {report.quiet}" if report.quiet else "none of none"
    yield f"{report.documents} documents; without an attack and kept quiet: {quiet}\n\n"
    yield _drawn(_bands(report), colour)


def _told(mistake: Mistake) -> Iterator[str]:
    of = f" {_word(mistake.event)}" if mistake.event else ""
    if mistake.slot is None:
        kinds = ", ".join(str(fill) for fill in mistake.gold or mistake.found)
        yield f"{clean(mistake.document)}  {mistake.kind}: {kinds}{of}{_sources(mistake)}\n"
        return
    yield f"{clean(mistake.document)}  {mistake.kind} {mistake.slot} of{of}\n"
    yield f"    coded {_fills(mistake.gold)}; read {_fills(mistake.found)}{_sources(mistake)}\n"


def _fills(fills: tuple[Fill, ...]) -> str:
    return ", ".join(map(_fill, fills)) or "nothing"


def _fill(fill: Fill) -> str:
    if isinstance(fill, tuple):
        return " / ".join(map(_word, fill))
    return _word(fill) if isinstance(fill, str) else str(fill)


def _word(text: str) -> str:
    shown = clean(text)
    return shown if shown.isascii() else isolate(shown)


def _sources(mistake: Mistake) -> str:
    told = ", ".join(f"{words.rule} {_word(words.text)}" for words in mistake.evidence)
    return f"  [{told}]" if told else ""


def _slots(report: Report) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("slot")
    for name in ("precision", "recall", "F1", "coded", "read"):
        table.add_column(name, justify="right")
    rows = [("events", report.events), *((f"  {slot}", tally) for slot, tally in report.slots.items())]
    for name, tally in [*rows, ("all slots", report.overall)]:
        figures = [f"{value:.3f}" for value in (tally.precision, tally.recall, tally.f1)]
        style = "bold" if not name.startswith(" ") else ""
        table.add_row(name, *figures, str(tally.gold), str(tally.found), style=style)
    return table


def _bands(report: Report) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("confidence")
    table.add_column("events read", justify="right")
    table.add_column("of these coded", justify="right")
    for (low, high), tally in report.bands.items():
        share = f"{tally.precision:.2f}" if tally.found else "—"
        table.add_row(f"{low:.2f} to {high:.2f}", str(tally.found), share)
    return table


def _drawn(table: Table, colour: bool) -> str:
    console = Console(
        file=io.StringIO(),
        width=_WIDTH,
        force_terminal=colour,
        color_system="standard" if colour else None,
        markup=False,
    )
    with console.capture() as capture:
        console.print(table)
    return "\n".join(line.rstrip() for line in capture.get().split("\n")).lstrip("\n")
