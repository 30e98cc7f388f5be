"""What rules/README.md teaches is true: snippets load, their examples run, tables and commands do what they say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from small_packs import rule, taken

from eventx.paths import shipped_rules
from eventx.rules.check import check
from eventx.rules.testing import run_examples

README = (Path(__file__).parents[2] / "rules" / "README.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"```yaml\n# (my-rules/\S+)\n(.*?)```", README, re.DOTALL)
ROWS = re.findall(r"^\| `(.+?)` \| `(.+?)` \| `(.+?)` \|$", README.replace("\\|", "\ue000"), re.MULTILINE)
WEAPONS = """
    lexicon: weapon
    description: Weapons.
    inflect: noun
    attributes: [type]
    entries:
      - {id: rocket, type: rocket, forms: [صاروخ], plural: [صواريخ]}
      - {id: missile, type: missile, forms: [قذيفة]}
      - {id: mine, type: mine, forms: [لغم]}
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `my-rules` as the page builds it, and an article."""
    folder = tmp_path_factory.mktemp("readme")
    for path, text in SNIPPETS:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"# {path}\n{text}", encoding="utf-8")
    (folder / "article.txt").write_text("أمطرت كتائب صقور الوادي القرية بصواريخ وادي.\n", encoding="utf-8")
    return folder


def eventx(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from eventx.cli import main; main()", *arguments]
    return subprocess.run(command, cwd=home, capture_output=True, encoding="utf-8", timeout=120, check=False)


def test_every_snippet_says_which_file_it_is() -> None:
    assert len(SNIPPETS) == README.count("```yaml")
    assert len({path for path, _ in SNIPPETS}) == len(SNIPPETS)


def test_the_snippets_are_a_pack_without_problems(home: Path) -> None:
    mine = home / "my-rules"
    assert [str(p) for p in check([mine]) if mine in p.path.parents] == []


def test_the_examples_of_the_snippets_hold(home: Path) -> None:
    mine = home / "my-rules"
    results = run_examples([mine], "my.") + run_examples([mine], "bombing.noun")
    assert len(results) == 15
    assert [(r.rule, r.text, r.expected, r.got) for r in results if not r.ok] == []


@pytest.mark.parametrize(("pattern", "fits", "does_not"), ROWS)
def test_the_table_of_patterns(tmp_path: Path, pattern: str, fits: str, does_not: str) -> None:
    pattern = pattern.replace("\ue000", "|")
    assert taken(tmp_path, pattern, fits, WEAPONS) is not None
    assert taken(tmp_path, pattern, does_not, WEAPONS) is None


def test_the_table_of_patterns_is_found() -> None:
    assert len(ROWS) > 20
    assert rule(ROWS[0][0])


def test_the_commands_print_what_the_page_shows(home: Path) -> None:
    [block] = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for part in block.split("$ ")[1:]:
        command, _, shown = part.partition("\n")
        program, *arguments = command.split()
        assert program == "eventx"
        run = eventx(home, *arguments)
        assert run.returncode == 0, run.stderr
        if "warning" in run.stdout:  # of the shipped pack: the snippets have none
            shown = shown.replace("no problems", "0 errors, ").rstrip()
        assert shown in run.stdout


def test_the_mistake_on_the_page_is_reported_so(home: Path) -> None:
    [block] = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    path = home / "my-rules" / "rules" / "claims.yaml"
    text = path.read_text(encoding="utf-8")
    try:
        path.write_text(text.replace("match:", "mach:"), encoding="utf-8")
        run = eventx(home, "rules", "check", "my-rules")
    finally:
        path.write_text(text, encoding="utf-8")
    assert run.returncode == 2
    assert block in run.stdout


def test_files_and_folders_that_the_page_names_exist() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (shipped_rules() / target).exists(), target
    headings = {h.lower().replace(" ", "-") for h in re.findall(r"^## (.+)$", README, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", README)) <= headings
