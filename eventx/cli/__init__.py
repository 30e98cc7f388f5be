"""The command line: `eventx`. It parses options, calls the library and prints."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from typing import NoReturn

INTERRUPTED = 130
FAILED = 1


def main() -> NoReturn:
    """Run `eventx` and leave with its exit code; a user never sees a traceback (`EVENTX_DEBUG=1` shows it)."""
    code = FAILED
    gc.set_threshold(50_000, 20, 20)  # reading leaves no circles behind, and what is loaded stays
    try:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that unfinished files are removed
        from eventx.cli.app import run  # within `try`: an interrupt while modules load is an interrupt like any other

        code = run(sys.argv[1:])
        _flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
        _silence()
    except BrokenPipeError:
        code = 0  # whoever reads has had enough, as `| head` does
        _silence()
    except Exception as error:
        if os.environ.get("EVENTX_DEBUG"):
            raise
        _silence()
        _complain(error)
    sys.exit(code)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _silence() -> None:
    """Let what is still buffered go nowhere: the interpreter would fail over it once more on its way out."""
    with contextlib.suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(error: Exception) -> None:
    what = error.strerror if isinstance(error, OSError) and error.strerror else f"{type(error).__name__}: {error}"
    name = f"{error.filename}: " if isinstance(error, OSError) and error.filename else ""
    kind = "" if isinstance(error, OSError) else "internal error: "
    with contextlib.suppress(OSError, ValueError, AttributeError):
        print(f"eventx: {kind}{name}{what}".encode("utf-8", "replace").decode("utf-8"), file=sys.stderr)
