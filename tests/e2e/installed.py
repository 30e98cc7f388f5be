"""The installed `eventx` command, run as its users run it: another process, its own streams, an exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared"
"""Beside the checkout on the machines of the project; what needs it is skipped elsewhere."""
EVENTX = Path(sys.executable).with_name("eventx")
Json = dict[str, Any]


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Standard output, which is always UTF-8."""
        return self.out.decode("utf-8")

    @property
    def json(self) -> Any:
        """Standard output read as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Json]:
        """Standard output read as JSON Lines."""
        return [json.loads(line) for line in self.text.splitlines()]


def eventx(*arguments: object, stdin: bytes = b"", cwd: Path = ROOT, **environment: str) -> Ran:
    """Run `eventx` with `arguments` in the folder `cwd`."""
    return command([str(EVENTX), *map(str, arguments)], stdin, cwd, **environment)


def command(line: list[str], stdin: bytes = b"", cwd: Path = ROOT, **environment: str) -> Ran:
    """Run any command; `eventx` in it is the installed one."""
    # What a person may have set in the shell must not decide what a test sees.
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    path = os.pathsep.join((str(EVENTX.parent), kept.get("PATH", "")))
    done = subprocess.run(
        line,
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=300,
        check=False,
        env={**kept, "PATH": path, **environment},
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode("utf-8"))


def sample_records() -> list[Json]:
    """Every sample article as a JSON record, with the publication date its hand-coding was made for."""
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(SAMPLES.glob("*.gold.json"))]
    return [
        {"id": gold["n"], "published": gold["published"], "text": (SAMPLES / f"{gold['n']}.txt").read_text("utf-8")}
        for gold in golds
    ]


def write_records(path: Path, records: list[Json]) -> Path:
    """A JSONL file of `records`."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path
