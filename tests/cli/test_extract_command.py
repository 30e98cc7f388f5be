"""`eventx extract`: what goes to standard output, what to standard error, and with which exit code it leaves."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import stand_in

from eventx.cli.app import run


class Ran(NamedTuple):
    code: int
    out: str
    err: str


class Stdin(io.TextIOWrapper):
    def __init__(self, data: bytes, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(data))
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


class Cli:
    """Runs command lines in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        self.monkeypatch = monkeypatch
        self.captured = capfdbinary

    def __call__(self, *arguments: object, stdin: bytes = b"", terminal: bool = False) -> Ran:
        self.monkeypatch.setattr(sys, "stdin", Stdin(stdin, terminal))
        code = run([str(argument) for argument in arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = self.captured.readouterr()
        return Ran(code, out.decode("utf-8"), err.decode("utf-8"))


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Cli:
    monkeypatch.setitem(sys.modules, "eventx.extractor", stand_in.module())
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR"):  # what the shell around the tests wants is not the question
        monkeypatch.delenv(name, raising=False)
    return Cli(monkeypatch, capfdbinary)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text("an attack \u0647\u062c\u0648\u0645", encoding="utf-8")
    return path


def records(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_default_is_a_table_also_into_a_pipe(cli: Cli, article: Path) -> None:
    ran = cli("extract", article)
    assert ran.code == 0
    assert "1 attack" in ran.out
    assert "\x1b" not in ran.out
    assert ran.err == ""


@pytest.mark.parametrize("option", [["--json"], ["--format", "json"], ["-f", "json"], ["--json", "--format", "json"]])
def test_json_has_two_spellings(cli: Cli, article: Path, option: list[str]) -> None:
    record = json.loads(cli("extract", article, *option).out)
    assert record["document"]["id"] == str(article)
    assert [event["type"] for event in record["events"]] == ["attack"]


def test_json_into_a_pipe_is_whole_utf8_in_any_locale(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = records(tmp_path / "a.jsonl", '{"text": "attack", "id": "\u0647\u062c\u0648\u0645 \\ud800"}')
    buffer = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(buffer, encoding="ascii"))
    assert cli("extract", "--json", path).code == 0
    sys.stdout.flush()
    assert json.loads(buffer.getvalue().decode("utf-8"))["document"]["id"] == "\u0647\u062c\u0648\u0645 \ud800"


def test_several_inputs_give_an_array(cli: Cli, article: Path, tmp_path: Path) -> None:
    assert len(json.loads(cli("extract", "--json", article, article).out)) == 2
    assert len(json.loads(cli("extract", "--json", tmp_path).out)) == 1
    assert len(json.loads(cli("extract", "--json", tmp_path / "*.txt").out)) == 1


def test_jsonl_prints_events_only(cli: Cli, tmp_path: Path) -> None:
    path = records(tmp_path / "a.jsonl", '{"text": "attack", "id": "1"}', '{"text": "quiet"}', '{"text": "attack"}')
    lines = cli("extract", path, "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["document"]["id"] for line in lines] == ["1", f"{path}:3"]


def test_json_and_another_format_is_a_usage_error(cli: Cli, article: Path) -> None:
    ran = cli("extract", article, "--json", "--format", "table")
    assert ran.code == 2
    assert "--json and --format" in ran.err
    assert ran.out == ""


def test_an_article_without_an_attack_says_so_and_is_no_failure(cli: Cli) -> None:
    ran = cli("extract", "-", stdin=b"quiet")
    assert ran.code == 0
    assert "No attack reported." in ran.out


def test_standard_input_is_read_without_a_path_too(cli: Cli) -> None:
    assert "1 attack" in cli("extract", stdin=b"an attack").out


def test_at_a_terminal_without_a_path_there_is_help_and_no_waiting(cli: Cli) -> None:
    ran = cli("extract", terminal=True)
    assert ran.code == 0
    assert "Examples:" in ran.out


def test_bad_documents_fail_one_by_one_and_the_others_are_printed(cli: Cli, article: Path, tmp_path: Path) -> None:
    broken = records(tmp_path / "a.jsonl", '{"text": "attack", "id": "good"}', '{"text":', '{"title": "x"}')
    ran = cli("extract", tmp_path / "missing.txt", broken, article, "--json")
    assert ran.code == 1
    assert [record["document"]["id"] for record in json.loads(ran.out)] == ["good", str(article)]
    told = ran.err.splitlines()
    assert told[0] == f"eventx: {tmp_path}/missing.txt: no such file or folder"
    assert told[1].startswith(f"eventx: {broken}:2: not JSON")
    assert told[2] == f"eventx: {broken}:3: the record has no `text`"
    assert len(told) == 3


def test_a_mistake_in_the_program_costs_one_document_and_shows_no_traceback(cli: Cli, article: Path) -> None:
    ran = cli("extract", "-", article, stdin=b"crash")
    assert ran.code == 1
    assert ran.err == "eventx: -: internal error: ZeroDivisionError: division by zero\n"
    assert "1 attack" in ran.out


def test_the_mistake_can_be_looked_into(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENTX_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        cli("extract", "-", stdin=b"crash")


def test_warnings_go_to_standard_error_harmless_and_named(cli: Cli) -> None:
    ran = cli("extract", "--json", "-", stdin=b"warn attack")
    assert ran.code == 0
    assert ran.err == "eventx: -: the header's date \ufffd[31mcontradicts the text\n"
    assert json.loads(ran.out)["warnings"] != []


def test_quiet_keeps_warnings_back_but_not_failures(cli: Cli, tmp_path: Path) -> None:
    ran = cli("extract", "--quiet", "-", tmp_path / "missing", stdin=b"warn attack")
    assert ran.err == f"eventx: {tmp_path}/missing: no such file or folder\n"


def test_a_name_with_escapes_does_not_reach_the_terminal(cli: Cli, tmp_path: Path) -> None:
    ran = cli("extract", tmp_path / "\x1b[31mred")
    assert "\x1b" not in ran.err
    assert ran.err.count("\n") == 1


def test_the_publication_date_is_given_to_documents(cli: Cli, article: Path) -> None:
    record = json.loads(cli("extract", "--json", article, "--published", "2021-05-04").out)
    assert record["document"]["published"] == "2021-05-04"
    assert record["document"]["published_from"] == "option"


@pytest.mark.parametrize("value", ["yesterday", "2021-13-01", "04/05/2021", ""])
def test_a_bad_publication_date_is_a_usage_error(cli: Cli, article: Path, value: str) -> None:
    ran = cli("extract", article, "--published", value)
    assert ran.code == 2
    assert "--published" in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(
    "arguments", [["--format", "xml"], ["--lang", "fr"], ["--no-such-option"], ["--rules", "/nowhere"]]
)
def test_bad_options_are_usage_errors(cli: Cli, article: Path, arguments: list[str]) -> None:
    ran = cli("extract", article, *arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err


def test_rule_errors_are_told_with_their_place_and_the_line(cli: Cli, article: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "bad.yaml").write_text("rules:\n  - mach: x\n", encoding="utf-8")
    ran = cli("extract", article, "--rules", pack)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.splitlines() == [
        f"{pack}/bad.yaml:2:3: error: unknown key 'mach' (did you mean 'match'?)",
        "    - mach: x",
        "    ^",
    ]


def test_labels_in_arabic(cli: Cli, article: Path) -> None:
    assert "\u0647\u062c\u0648\u0645 \u0648\u0627\u062d\u062f" in cli("extract", article, "--lang", "ar").out


def test_colour_obeys_the_environment(cli: Cli, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in cli("extract", article).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in cli("extract", article).out


def test_markup_in_an_article_is_shown_and_not_obeyed(cli: Cli, tmp_path: Path) -> None:
    path = records(
        tmp_path / "a.jsonl", json.dumps({"text": "attack", "id": "[red]x[/red]\x1b[2J", "title": "[/b]:bomb:"})
    )
    ran = cli("extract", path)
    assert "[red]x[/red]" in ran.out
    assert "[/b]:bomb:" in ran.out
    assert "\x1b" not in ran.out


def test_output_goes_to_a_file_in_full(cli: Cli, article: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    ran = cli("extract", article, "--json", "--output", target)
    assert ran == (0, "", "")
    assert json.loads(target.read_text(encoding="utf-8"))["events"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "out.json"]


def test_a_run_that_breaks_leaves_the_old_file_alone(cli: Cli, article: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old", encoding="utf-8")
    ran = cli("extract", article, "-", "--format", "jsonl", "--output", target, stdin=b"interrupt")
    assert ran == (130, "", "")
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "out.jsonl"]


def test_a_link_to_the_output_file_stays_a_link_and_its_mode_stays(cli: Cli, article: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.json"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(real)
    cli("extract", article, "--json", "--output", link)
    assert link.is_symlink()
    assert json.loads(real.read_text(encoding="utf-8"))["events"]
    assert real.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("target", [".", "no-such-folder/out.json"])
def test_an_impossible_output_file_is_told_before_any_work(
    cli: Cli, article: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(article.parent)
    ran = cli("extract", article, "--output", target)
    assert ran.code == 2
    assert "output" in ran.err


def test_two_runs_print_the_same_bytes(cli: Cli, article: Path, tmp_path: Path) -> None:
    for format_ in ("table", "json", "jsonl"):
        assert cli("extract", tmp_path, "-f", format_) == cli("extract", tmp_path, "-f", format_)
