"""`eventx evaluate` prints figures and mistakes, and says what it could not use."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import stand_in

from eventx.cli.app import run

ARTICLES = (
    '{"id": "a", "text": "an attack"}\n{"id": "b", "text": "a quiet day"}\n{"id": "c", "text": "not coded, attack"}\n'
)
CODED = '{"n": "a", "events": [{"type": "attack", "trigger": "attack", "killed": [2, 2]}]}\n{"n": "b", "events": []}\n'


@pytest.fixture(autouse=True)
def _reads_english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "eventx.extractor", stand_in.module())
    monkeypatch.chdir(tmp_path)
    Path("articles.jsonl").write_text(ARTICLES, encoding="utf-8")
    Path("gold.jsonl").write_text(CODED, encoding="utf-8")


def test_json_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "gold.jsonl", "articles.jsonl", "--format", "json", "--errors"]) == 0
    out, err = capsys.readouterr()
    figures = json.loads(out)
    assert err == ""
    assert figures["documents"] == 2
    assert figures["events"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "gold": 1, "pred": 1}
    assert figures["overall"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "gold": 2, "pred": 1}
    assert figures["quiet_documents"] == {"kept_quiet": 1, "of": 1}
    assert [(error["document"], error["kind"], error["slot"], error["gold"]) for error in figures["errors"]] == [
        ("a", "missed", "killed", [2])
    ]


def test_table_and_mistakes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "gold.jsonl", "articles.jsonl", "--errors"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("a  missed killed of ")
    assert "coded 2; read nothing" in out
    rows = {line.split()[0]: line.split()[1:] for line in out.splitlines() if line.split()}
    assert rows["killed"] == ["0.000", "0.000", "0.000", "1", "0"]
    assert "2 documents; without an attack and kept quiet: 1 of 1" in out


def test_without_errors_only_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "gold.jsonl", "articles.jsonl"]) == 0
    assert "missed" not in capsys.readouterr().out


def test_a_coded_article_that_is_not_there_is_told_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    Path("gold.jsonl").write_text(CODED + '{"n": "z", "events": []}\n', encoding="utf-8")
    assert run(["evaluate", "gold.jsonl", "articles.jsonl", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["documents"] == 3
    assert err == "eventx: coded, but not among the articles, so counted as read without an event: z\n"


def test_a_bad_line_is_told_and_the_rest_counted(capsys: pytest.CaptureFixture[str]) -> None:
    Path("gold.jsonl").write_text(CODED + "{\n", encoding="utf-8")
    assert run(["evaluate", "gold.jsonl", "articles.jsonl", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["documents"] == 2
    assert err.startswith("eventx: gold.jsonl:3: not JSON: ")


@pytest.mark.parametrize("gold", [b"", b"\xff\xfe\x00"])
def test_a_gold_file_without_a_document_is_a_usage_error(gold: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    Path("gold.jsonl").write_bytes(gold)
    assert run(["evaluate", "gold.jsonl", "articles.jsonl"]) == 2
    assert "gold.jsonl" in capsys.readouterr().err


def test_rule_errors_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine").mkdir()
    Path("mine/bad.yaml").write_text("a: b\nx: y\n", encoding="utf-8")
    assert run(["evaluate", "gold.jsonl", "articles.jsonl", "--rules", "mine"]) == 2
    assert "mine/bad.yaml:2:3" in capsys.readouterr().err


def test_to_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "gold.jsonl", "articles.jsonl", "-f", "json", "-o", "figures.json"]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(Path("figures.json").read_text(encoding="utf-8"))["documents"] == 2
