"""Every command explains itself."""

from __future__ import annotations

import json
import re

import pytest
from typer.testing import CliRunner

from eventx.cli.app import app, run

COMMANDS = [["extract"], ["schema"], ["rules", "check"], ["rules", "test"]]


@pytest.mark.parametrize("command", [[], *COMMANDS])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_of_every_command_has_an_example_and_fits_a_screen(command: list[str], option: str) -> None:
    result = CliRunner().invoke(app, [*command, option], terminal_width=80)
    assert result.exit_code == 0
    assert re.search(rf"Examples?:\n +.*eventx {' '.join(command)}", result.output)
    assert len(result.output.splitlines()) <= 45
    assert max(map(len, result.output.splitlines())) <= 80


def test_every_option_is_explained() -> None:
    shown = CliRunner().invoke(app, ["extract", "--help"]).output
    for option in ("--format", "--json", "--output", "--published", "--rules", "--lang", "--quiet"):
        assert re.search(rf"{option}\b.*\s+[A-Z]", shown)


def test_version() -> None:
    assert re.fullmatch(r"eventx \d+\.\d+\.\d+\S*\n", CliRunner().invoke(app, ["--version"]).output)


def test_schema_prints_the_contract() -> None:
    result = CliRunner().invoke(app, ["schema"])
    assert result.exit_code == 0
    assert json.loads(result.output)["$id"] == "eventx/event/1"


@pytest.mark.parametrize("arguments", [["no-such-command"], ["rules", "no-such-command"], ["rules", "check", "extra"]])
def test_usage_errors_leave_with_2_and_point_to_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "Usage: eventx" in told.err
