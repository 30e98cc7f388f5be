"""`eventx rules check` and `eventx rules test` report what the rule engine finds, and exit accordingly."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest

from eventx.cli.app import run
from eventx.rules.errors import Problem, RuleError

Stand = Callable[..., None]


class Result:
    """What `eventx.rules.testing` says of one example."""

    def __init__(self, ok: bool, text: str = "text") -> None:
        self.rule, self.path, self.line, self.text = "date.day", Path("rules/dates.yaml"), 7, text
        self.ok, self.expected, self.got = ok, "2021-05-04", "nothing"


def checks(monkeypatch: pytest.MonkeyPatch, *problems: Problem, raises: bool = False) -> list[tuple[Path, ...]]:
    asked: list[tuple[Path, ...]] = []

    def check(directories: tuple[Path, ...] = ()) -> tuple[Problem, ...]:
        asked.append(directories)
        if raises:
            raise RuleError(problems)
        return problems

    made = types.ModuleType("eventx.rules.check")
    made.check = check  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "eventx.rules.check", made)
    return asked


def examples(monkeypatch: pytest.MonkeyPatch, *results: Result, problem: Problem | None = None) -> list[object]:
    asked: list[object] = []

    def run_examples(directories: tuple[Path, ...] = (), key: str | None = None) -> list[Result]:
        asked.append((directories, key))
        if problem:
            raise RuleError([problem])
        return list(results)

    made = types.ModuleType("eventx.rules.testing")
    made.run_examples = run_examples  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "eventx.rules.testing", made)
    return asked


def problem(path: Path, severity: str = "error") -> Problem:
    return Problem(path, 2, 5, "unknown key 'mach'", severity)  # type: ignore[arg-type]


def test_sound_rules(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    asked = checks(monkeypatch)
    assert run(["rules", "check", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "no problems\n"
    assert asked == [(tmp_path,)]


@pytest.mark.parametrize("raises", [True, False])
def test_every_error_is_printed_with_its_line_and_a_caret(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, raises: bool
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("rules:\n  - mach: x\n", encoding="utf-8")
    checks(monkeypatch, problem(path), problem(tmp_path / "gone.yaml"), raises=raises)
    assert run(["rules", "check"]) == 2
    assert capsys.readouterr().out.splitlines() == [
        f"{path}:2:5: error: unknown key 'mach'",
        "    - mach: x",
        "      ^",
        f"{tmp_path}/gone.yaml:2:5: error: unknown key 'mach'",
        "2 errors, 0 warnings",
    ]


def test_warnings_alone_are_no_error(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    checks(monkeypatch, problem(Path("gone.yaml"), "warning"))
    assert run(["rules", "check"]) == 0
    assert capsys.readouterr().out.endswith("0 errors, 1 warning\n")


def test_examples_as_expected(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    asked = examples(monkeypatch, Result(True), Result(True))
    assert run(["rules", "test", "-k", "date."]) == 0
    assert capsys.readouterr().out == "2 examples of 1 rule: all as expected\n"
    assert asked == [((), "date.")]


def test_examples_of_a_pack(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = examples(monkeypatch, Result(True))
    assert run(["rules", "test", str(tmp_path), "-k", "date."]) == 0
    assert asked == [((tmp_path,), "date.")]


def test_failed_examples_say_what_was_expected(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    examples(monkeypatch, Result(True), Result(False, "a\x1b[2Jb"))
    assert run(["rules", "test"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("rules/dates.yaml:7: date.day\n")
    assert "2021-05-04" in out
    assert "\x1b" not in out
    assert out.endswith("2 examples of 1 rule: 1 failed\n")


def test_rules_that_can_not_be_read_can_not_be_tested(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    examples(monkeypatch, problem=problem(tmp_path / "a.yaml"))
    assert run(["rules", "test"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "unknown key" in told.err


def test_no_rule_of_that_id_is_a_usage_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    examples(monkeypatch)
    assert run(["rules", "test", "-k", "no.such"]) == 2
    assert "no.such" in capsys.readouterr().err
