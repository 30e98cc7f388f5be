"""`eventx extract`: articles in, attacks out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from eventx.cli.problems import show_problems


class Format(StrEnum):
    """What to print."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


class Lang(StrEnum):
    """The language of labels."""

    en = "en"
    ar = "ar"


def extract(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Files, folders, patterns, or - for standard input.", show_default=False),
    ] = None,
    format_: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="How to print: table (default), json, jsonl.", show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to FILE, which appears whole or not at all.", dir_okay=False
        ),
    ] = None,
    published: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help="Publication date of documents that carry none; relative dates are resolved against it.",
        ),
    ] = None,
    rules: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="DIR", help="A rule pack on top of the shipped one; may be repeated.", exists=True, file_okay=False
        ),
    ] = None,
    lang: Annotated[Lang, typer.Option(help="Language of the labels of the table.")] = Lang.en,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No warnings on standard error.")] = False,
) -> None:
    """Print the attacks that articles report.

    Plain text, JSON and JSON Lines are told apart by content. A JSON record has `text` and optionally `id`, `title`,
    `published` and `url`. Text may be UTF-8, UTF-16 or Windows-1256.

    Exit codes: 0 done, 1 some documents failed (the others are printed), 2 usage or rule error.

    \b
    Examples:
      eventx extract article.txt --published 2021-05-04
      eventx extract news/ --format jsonl --output events.jsonl
      cat articles.jsonl | eventx extract --json - | jq '.[].events[].type'
    """
    if as_json and format_ not in (None, Format.json):
        raise typer.BadParameter("--json and --format contradict each other", ctx=context)
    if not paths and sys.stdin is not None and sys.stdin.isatty():
        typer.echo(context.get_help())
        raise typer.Exit
    chosen = Format.json if as_json else format_ or Format.table
    raise typer.Exit(_run(paths or ["-"], chosen, output, published, tuple(rules or ()), lang, quiet))


def _run(
    paths: Sequence[str],
    format_: Format,
    output: Path | None,
    published: datetime | None,
    rules: tuple[Path, ...],
    lang: Lang,
    quiet: bool,
) -> int:
    from eventx.cli.reading import Tally, read_articles
    from eventx.cli.terminal import colour, say, width, write_out
    from eventx.documents.reader import is_collection
    from eventx.extractor import Extractor
    from eventx.output.stream import json_pieces, jsonl_pieces, table_pieces
    from eventx.rules.errors import RuleError

    if output is not None and not output.absolute().parent.is_dir():
        raise typer.BadParameter(f"no such folder: {output.parent}", param_hint="--output")
    try:
        extractor = Extractor(rules=rules)
    except RuleError as error:
        show_problems(error.problems, sys.stderr)
        return 2
    tally = Tally()
    extractions = read_articles(extractor, paths, published.date() if published else None, quiet, tally)
    if format_ is Format.json:
        pieces = json_pieces(extractions, several=len(paths) > 1 or is_collection(paths[0]))
    elif format_ is Format.jsonl:
        pieces = jsonl_pieces(extractions)
    else:
        coloured = output is None and colour(sys.stdout)
        pieces = table_pieces(extractions, lang.value, width(file=output is not None), coloured)
    write_out(pieces, output)
    if not quiet and tally.documents + tally.failures > 1 and sys.stderr is not None and sys.stderr.isatty():
        failed = f", {tally.failures} failed" if tally.failures else ""
        say(f"{tally.documents} documents, {tally.events} events{failed}")
    return 1 if tally.failures else 0
