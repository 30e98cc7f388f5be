"""README.md as a program: what it shows is run, and written anew where it has changed.

    python tests/e2e/readme_blocks.py     rewrites what the commands in README.md print

`console` blocks hold commands after `$ ` and what they print, `python` blocks a program and the `text` block behind it
what that prints, `yaml` blocks a file named in their first line, `sh` blocks commands that print nothing worth showing.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from installed import ROOT, Ran, command

README = ROOT / "README.md"
SETUP = ("pip install uv && ", "uv run pytest", "pip install ")
"""How commands begin that set eventx up: .ci/run and test_wheel.py run these."""
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_WIDTH = "92"
# Marks of direction are for terminals; in a page they are invisible and make a warning of every editor.
_MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")


class Block(NamedTuple):
    """A fenced block of README.md."""

    kind: str
    text: str


def blocks() -> list[Block]:
    """The fenced blocks of README.md."""
    return [Block(*found) for found in _BLOCK.findall(README.read_text(encoding="utf-8"))]


def commands(block: Block) -> list[str]:
    """The commands of a `console` or `sh` block."""
    lines = block.text.splitlines()
    return [line.removeprefix("$ ") for line in lines if block.kind == "sh" or line.startswith("$ ")]


def build_home(home: Path) -> Path:
    """A folder that looks like the checkout, with the files that README.md writes."""
    for name in ("samples", "rules"):
        (home / name).symlink_to(ROOT / name)
    for block in blocks():
        path = block.text.partition("\n")[0].removeprefix("# ")
        if block.kind == "yaml" and not path.startswith("rules/"):
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_text(block.text, encoding="utf-8")
    return home


def run_shell(line: str, home: Path) -> Ran:
    """Run a command of README.md as a shell does, with what stands before a pipe heard too."""
    return command(["bash", "-o", "pipefail", "-c", line], cwd=home, COLUMNS=_WIDTH)


def printed(ran: Ran) -> str:
    """Standard output as README.md shows it."""
    assert ran.code == 0, ran.err
    return "".join(line.rstrip() + "\n" for line in _MARKS.sub("", ran.text).splitlines())


def rewritten(block: Block, home: Path, before: Block | None) -> str:
    """The text of a block as it should be; `before` is the block in front of it."""
    if block.kind == "console":
        return "".join(f"$ {line}\n{printed(run_shell(line, home))}" for line in commands(block))
    if block.kind == "text" and before is not None and before.kind == "python":
        return printed(command([sys.executable, "-c", before.text], cwd=home))
    return block.text


def rewrite() -> None:
    """Write README.md with what its commands print now."""
    text = README.read_text(encoding="utf-8")
    before = None
    with tempfile.TemporaryDirectory() as folder:
        home = build_home(Path(folder))
        for block in blocks():
            fenced = "```{}\n{}```\n"
            text = text.replace(fenced.format(*block), fenced.format(block.kind, rewritten(block, home, before)), 1)
            before = block
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rewrite()
