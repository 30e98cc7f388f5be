"""The commands put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from eventx.cli import evaluate, extract, rules, schema

_HELP = """Read Arabic news and print the attacks it reports.

When, where, with what, who was hurt, what was aimed at, who did it or is said to have.

\b
Examples:
  eventx extract article.txt --published 2021-05-04
  eventx extract --json articles.jsonl | jq '.[].events[].type'
  eventx evaluate coded.jsonl articles.jsonl
  eventx rules test
"""
_CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="eventx",
    help=_HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # help is plain text, and rich is not loaded for it
    pretty_exceptions_enable=False,
    context_settings=_CONTEXT,
)
app.command("extract", context_settings=_CONTEXT)(extract.extract)
app.command("evaluate", context_settings=_CONTEXT)(evaluate.evaluate)
app.command("schema", context_settings=_CONTEXT)(schema.schema)
app.add_typer(rules.app, name="rules")

# typer brings its own click or another one, depending on its version; the base of its usage errors is what counts.
_UsageError: type[Exception] = next(base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"eventx {version('eventx')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


def run(arguments: Sequence[str]) -> int:
    """Run a command line; the exit code."""
    command = typer.main.get_command(app)
    try:
        left_with = command.main(args=list(arguments), prog_name="eventx", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit as leaving:
        if isinstance(leaving.__context__, BrokenPipeError):  # typer leaves with 1 when a pipe closes
            raise leaving.__context__ from None
        raise
    except _UsageError as error:
        show = getattr(error, "show", None)
        if show is not None:
            show()
        return int(getattr(error, "exit_code", 2))
    return left_with if isinstance(left_with, int) else 0
