"""README.md tells the truth: its commands run, print what it shows, and its files and links are there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from installed import ROOT
from readme_blocks import README, SETUP, Block, blocks, build_home, commands, rewritten, run_shell

BLOCKS = blocks()
PAIRS = list(zip([None, *BLOCKS], BLOCKS, strict=False))
SHOWN = [(before, block) for before, block in PAIRS if block.kind in ("console", "text")]
QUIET = [line for block in BLOCKS if block.kind == "sh" for line in commands(block)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_home(tmp_path_factory.mktemp("readme"))


@pytest.mark.parametrize(("before", "block"), SHOWN, ids=lambda block: block and block.text[:50].strip())
def test_commands_print_what_the_page_shows(home: Path, before: Block | None, block: Block) -> None:
    if "| jq " in block.text and shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    # If this is only out of date: python tests/e2e/readme_blocks.py
    assert rewritten(block, home, before) == block.text


@pytest.mark.parametrize("line", [line for line in QUIET if not line.startswith(SETUP)])
def test_commands_without_output_run(home: Path, line: str) -> None:
    ran = run_shell(line, home)
    assert ran.code == 0, ran.text + ran.err


def test_the_set_up_is_what_ci_runs() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    block = next(block for block in BLOCKS if block.kind == "sh")
    assert [line for line in commands(block) if line not in ci] == []


def test_rules_on_the_page_are_rules_of_the_pack() -> None:
    shipped = [block.text for block in BLOCKS if block.text.startswith("# rules/")]
    assert shipped
    for text in shipped:
        name, _, rule = text.removeprefix("# ").partition("\n")
        assert rule.strip()
        assert rule in (ROOT / name).read_text(encoding="utf-8")


def test_every_kind_of_block_is_known() -> None:
    assert {block.kind for block in BLOCKS} == {"console", "sh", "python", "text", "yaml"}
    assert len(BLOCKS) * 2 == README.read_text(encoding="utf-8").count("```")


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", README.read_text(encoding="utf-8"))
    assert [link for link in links if not link.startswith("https://") and not (ROOT / link).exists()] == []


def test_exit_codes_and_slots_are_those_of_the_program() -> None:
    from eventx.output.schema import schema_text

    page = README.read_text(encoding="utf-8")
    section = page[page.index("## What is in an event") : page.index("## Dates")]
    named = set(re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", section, re.MULTILINE))
    slots = {slot for cell in named for slot in re.findall(r"`(\w+)`", cell)}
    assert slots == set(re.findall(r'^    "(\w+)": \{', schema_text(), re.MULTILINE)) - {"schema", "id", "document"} - {
        "span",
        "count",
    }
