"""Mistakes in rule files as people read them: file, line, column, what is wrong, and the line itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from eventx.rules.errors import Problem


def show_problems(problems: Iterable[Problem], stream: TextIO) -> None:
    """Write every problem to `stream`."""
    for problem in problems:
        for line in problem_lines(problem):
            stream.write(line + "\n")


def problem_lines(problem: Problem) -> Iterator[str]:
    """The lines that tell of one problem."""
    from eventx.output.clean import clean

    where = f"{problem.path}:{problem.line}:{problem.column}"
    yield f"{clean(where)}: {problem.severity}: {clean(problem.message)}"
    try:
        source = problem.path.read_text(encoding="utf-8").split("\n")[problem.line - 1]
    except (OSError, ValueError, IndexError):
        return
    source = source.rstrip("\r")
    if source.strip():
        shown = "".join(character if character.isprintable() else " " for character in source)
        yield f"  {shown}"
        before = shown[: max(problem.column - 1, 0)]
        yield "  " + " " * sum(1 for character in before if not unicodedata.combining(character)) + "^"
