"""`eventx evaluate`: how well the rules read articles that were coded by hand."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from eventx.cli.problems import show_problems

if TYPE_CHECKING:
    from eventx.evaluation.gold import Gold
    from eventx.evaluation.scoring import Report


class Format(StrEnum):
    """What to print."""

    table = "table"
    json = "json"


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD.jsonl", help="The events coded by hand.", exists=True, dir_okay=False)
    ],
    articles: Annotated[list[str], typer.Argument(metavar="DOCS...", help="The articles: files, folders or patterns.")],
    errors: Annotated[
        bool, typer.Option("--errors", help="What was missed, spurious or wrong, with its rule.")
    ] = False,
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to print: table or json.")] = Format.table,
    rules: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="DIR", help="A rule pack on top of the shipped one; may be repeated.", exists=True, file_okay=False
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to FILE, which appears whole or not at all.", dir_okay=False
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No warnings on standard error.")] = False,
) -> None:
    """Compare the events that eventx reads in articles with events coded by hand.

    A line of GOLD.jsonl is one document: {"n": ID, "events": [...]}; ID is the article's `id`, or its path. Events are
    written as in the coding guide or as `eventx extract` prints them. Articles that are not coded are left out.

    Exit codes: 0 done, 1 some documents or lines failed (the others are counted), 2 usage or rule error.

    \b
    Examples:
      eventx evaluate coded.jsonl articles.jsonl
      eventx evaluate coded.jsonl articles.jsonl --errors --rules my-rules
      eventx evaluate coded.jsonl articles.jsonl --format json | jq .overall.f1
    """
    from eventx.cli.terminal import colour, say, write_out
    from eventx.evaluation.gold import load_gold
    from eventx.rules.errors import RuleError

    try:
        coded = load_gold(gold)
    except UnicodeDecodeError as error:
        raise typer.BadParameter(f"{gold} is not UTF-8 at byte {error.start}", param_hint="GOLD.jsonl") from None
    for problem in coded.problems:
        say(f"{gold}:{problem.line}: {problem.reason}")
    if not coded.documents:
        raise typer.BadParameter(f"{gold} holds no coded document", param_hint="GOLD.jsonl")
    try:
        report, failed = _evaluate(coded, articles, tuple(rules or ()), quiet)
    except RuleError as error:
        show_problems(error.problems, sys.stderr)
        raise typer.Exit(2) from None
    write_out(_pieces(report, format_, errors, output is None and colour(sys.stdout)), output)
    raise typer.Exit(1 if failed or coded.problems else 0)


def _evaluate(gold: Gold, articles: list[str], rules: tuple[Path, ...], quiet: bool) -> tuple[Report, bool]:
    """The report, and whether some document failed or is not there."""
    from eventx.cli.reading import Tally, read_articles
    from eventx.cli.terminal import say
    from eventx.evaluation.scoring import score
    from eventx.extractor import Extractor
    from eventx.output.json_output import event_to_dict

    tally = Tally()
    found: dict[str, list[dict[str, Any]]] = {}
    for extraction in read_articles(Extractor(rules=rules), articles, None, quiet, tally, only=gold.documents):
        found[extraction.document.id] = [event_to_dict(event) for event in extraction.events]
    absent = [name for name in gold.documents if name not in found]
    if absent:
        say(f"coded, but not among the articles, so counted as read without an event: {_listed(absent)}")
    return score(gold.documents, found), bool(absent or tally.failures)


def _listed(names: list[str], most: int = 5) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _pieces(report: Report, format_: Format, errors: bool, coloured: bool) -> Iterator[str]:
    from eventx.output.evaluation import evaluation_pieces, report_to_dict
    from eventx.output.json_output import to_pretty

    if format_ is Format.json:
        yield to_pretty(report_to_dict(report, errors)) + "\n"
    else:
        yield from evaluation_pieces(report, errors, coloured)
