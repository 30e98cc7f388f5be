"""eventx from a wheel: set up as the README says for those without uv, run in an empty folder."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from installed import ROOT, SAMPLES, Ran, command, eventx

UV = os.environ.get("UV") or shutil.which("uv")
_UNREACHABLE = re.compile(
    "failed to fetch|error sending request|dns error|network (is|was) disabled|connect(ion)? (error|refused|timed out)",
    re.IGNORECASE,
)


def uv(*arguments: object) -> Ran:
    """Run uv; without a registry there is nothing to test."""
    ran = command([str(UV), *map(str, arguments)])
    if ran.code and _UNREACHABLE.search(ran.err):
        pytest.skip(f"the package registry can't be reached: {ran.err.strip().splitlines()[-1]}")
    assert ran.code == 0, ran.err
    return ran


def light_packages() -> list[str]:
    """What the README installs beside eventx and camel-tools without camel-tools' own dependencies."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^pip install --no-deps \. camel-tools\npip install (.+)$", readme, re.MULTILINE)
    assert found, "the README no longer has its light pip install"
    return found[1].split()


@pytest.mark.skipif(UV is None, reason="uv is not installed")
def test_a_wheel_in_an_empty_folder_knows_its_rules(tmp_path: Path) -> None:
    uv("build", "--wheel", "--quiet", "--out-dir", tmp_path / "dist", ROOT)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    python = tmp_path / "venv" / "bin" / "python"
    uv("venv", "--quiet", "--python", "3.11", tmp_path / "venv")
    uv("pip", "install", "--quiet", "--python", python, "--no-deps", wheel, "camel-tools")
    uv("pip", "install", "--quiet", "--python", python, *light_packages())

    empty = tmp_path / "empty"
    empty.mkdir()
    installed = str(python.with_name("eventx"))
    text = (SAMPLES / "market-car-bomb.txt").read_bytes()
    arguments = ("extract", "-", "--published", "2019-10-09")
    ran = command([installed, *arguments], text, cwd=empty, PYTHONPATH="")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == eventx(*arguments, stdin=text).out
    assert command([installed, "rules", "check"], cwd=empty).code == 0
    assert command([installed, "--version"], cwd=empty).text == eventx("--version").text
    assert list(empty.iterdir()) == []
