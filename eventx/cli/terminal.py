"""Where output goes: standard output, a file that appears whole or not at all, standard error."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

from eventx.output.clean import clean

PIPED_WIDTH = 120
"""Columns where there is no terminal to ask."""

Write = Callable[[str], object]


def say(message: str) -> None:
    """One line to the person at the terminal."""
    if sys.stderr is not None:
        text = f"eventx: {clean(message)}\n"
        encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
        sys.stderr.write(text.encode(encoding, "replace").decode(encoding))


def width(file: bool) -> int:
    """Columns of the terminal, or where there is none (`file`: none is written to) of `COLUMNS` or a page."""
    if file:
        told = os.environ.get("COLUMNS", "")
        return int(told) if told.isascii() and told.isdigit() and int(told) > 0 else PIPED_WIDTH
    return shutil.get_terminal_size((PIPED_WIDTH, 24)).columns


def colour(stream: TextIO | None) -> bool:
    """Whether `stream` is a terminal that wants colour."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def write_out(pieces: Iterable[str], output: Path | None) -> None:
    """Write `pieces` to standard output as they come, or to the file `output` once all are there."""
    if output is None:
        stream = _standard_output()
        for piece in pieces:
            stream.write(piece)
            stream.flush()
        return
    with _replacing(output) as file:
        for piece in pieces:
            file.write(piece)


def _standard_output() -> TextIO:
    stream = sys.stdout
    if stream is None:
        raise OSError("standard output is closed")
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:  # output is UTF-8 whatever the locale says
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream


@contextlib.contextmanager
def _replacing(output: Path) -> Iterator[TextIO]:
    """A file that takes the place of `output` when all went well; until then, and otherwise, `output` is left alone."""
    mode = output.stat().st_mode if output.exists() else None
    if mode is not None and not stat.S_ISREG(mode):  # a device or a named pipe can't be replaced
        with output.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            yield file
        return
    target = output.resolve()  # a link stays a link
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with unfinished.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            yield file
        if mode is not None:
            unfinished.chmod(stat.S_IMODE(mode))
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
