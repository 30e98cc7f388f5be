"""`eventx rules`: check rule files and run the examples in them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from eventx.cli.problems import problem_lines, show_problems

if TYPE_CHECKING:
    from eventx.rules.testing import ExampleResult

_CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    help="Check rule files and run the examples in them.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings=_CONTEXT,
)

Packs = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="DIR",
        help="Rule packs on top of the shipped one.",
        exists=True,
        file_okay=False,
        show_default=False,
    ),
]


@app.command(context_settings=_CONTEXT)
def check(packs: Packs = None) -> None:
    """Check that the rules can be read, and say with file, line and column what is wrong with them.

    Exit codes: 0 no errors, 2 errors.

    \b
    Examples:
      eventx rules check
      eventx rules check my-rules
    """
    from eventx.cli.terminal import write_out
    from eventx.rules.check import check as find_problems
    from eventx.rules.errors import RuleError

    try:
        problems = find_problems(tuple(packs or ()))
    except RuleError as error:
        problems = error.problems
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors

    def pieces() -> Iterator[str]:
        for problem in problems:
            yield "\n".join(problem_lines(problem)) + "\n"
        yield f"{_number(errors, 'error')}, {_number(warnings, 'warning')}\n" if problems else "no problems\n"

    write_out(pieces(), None)
    raise typer.Exit(2 if errors else 0)


@app.command("test", context_settings=_CONTEXT)
def run_tests(
    packs: Packs = None,
    key: Annotated[
        str | None, typer.Option("-k", metavar="ID", help="Only rules with this in their id.", show_default=False)
    ] = None,
) -> None:
    """Run the examples that rules carry: those that must match and those that must not.

    Exit codes: 0 all as expected, 1 some are not, 2 the rules can't be read.

    \b
    Examples:
      eventx rules test
      eventx rules test my-rules -k date.weekday
    """
    from eventx.cli.terminal import write_out
    from eventx.rules.errors import RuleError
    from eventx.rules.testing import run_examples

    try:
        results = run_examples(tuple(packs or ()), key)
    except RuleError as error:
        show_problems(error.problems, sys.stderr)
        raise typer.Exit(2) from None
    if key is not None and not results:
        raise typer.BadParameter(f"no rule has '{key}' in its id", param_hint="-k")
    failed = [result for result in results if not result.ok]

    def pieces() -> Iterator[str]:
        for result in failed:
            yield _failure(result)
        names = len({result.rule for result in results})
        verdict = f"{len(failed)} failed" if failed else "all as expected"
        yield f"{_number(len(results), 'example')} of {_number(names, 'rule')}: {verdict}\n"

    write_out(pieces(), None)
    raise typer.Exit(1 if failed else 0)


def _failure(result: ExampleResult) -> str:
    from eventx.output.clean import clean, isolate

    return (
        f"{clean(str(result.path))}:{result.line}: {result.rule}\n"
        f"  text      {isolate(clean(result.text))}\n"
        f"  expected  {isolate(clean(str(result.expected)))}\n"
        f"  got       {isolate(clean(str(result.got)))}\n"
    )


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
