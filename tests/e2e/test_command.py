"""Whole runs of the command: quiet articles, standard input, bad records, closed pipes, hostile text."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from installed import SAMPLES, command, eventx, write_records

NO_ATTACK = """افتتاح معرض الكتاب في عمّان

افتتح وزير الثقافة أمس الأربعاء معرض عمّان الدولي للكتاب بمشاركة أكثر من 300 دار نشر، ويستمر المعرض عشرة أيام.
"""
ATTACK = """مقتل شرطيين بانفجار عبوة ناسفة في كركوك

قتل شرطيان وأصيب ثلاثة آخرون أمس الاثنين بانفجار عبوة ناسفة استهدفت دوريتهم غرب مدينة كركوك شمالي العراق.
"""


HOSTILE = {
    "id": "[red]one[/red]\x1b[2J",
    "title": "[red]انفجار[/red] \x1b]0;taken\x07 في سوق [link=file:///]كركوك[/link]",
    "text": "قتل [bold]شرطيان[/bold] \x1b[2J\u202e وأصيب ثلاثة آخرون أمس الاثنين بانفجار عبوة ناسفة استهدفت "
    "سوق \x1b[31mالجمعة\x1b[0m [/] غرب مدينة كركوك\u202d شمالي العراق، بحسب \x9b5n مصدر أمني [blink].\n",
    "published": "2022-03-08",
}


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """An article that tries to steer the terminal that shows it."""
    return write_records(tmp_path / "hostile.jsonl", [HOSTILE])


def test_an_article_without_an_attack_says_so(tmp_path: Path) -> None:
    ran = eventx("extract", stdin=NO_ATTACK.encode(), cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "No attack reported." in ran.text
    assert "لا يورد النص أي هجوم" in eventx("extract", "--lang", "ar", stdin=NO_ATTACK.encode(), cwd=tmp_path).text


def test_an_article_without_an_attack_is_an_empty_list_in_json() -> None:
    ran = eventx("extract", "-", "--json", stdin=NO_ATTACK.encode())
    assert ran.code == 0
    assert ran.json["events"] == []
    lines = eventx("extract", "-", "--format", "jsonl", stdin=NO_ATTACK.encode())
    assert (lines.code, lines.out) == (0, b"")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_standard_input_in_any_encoding_gives_one_result(encoding: str) -> None:
    ran = eventx("extract", "-", "--json", "--published", "2022-03-08", stdin=ATTACK.encode(encoding))
    assert (ran.code, ran.err) == (0, "")
    (event,) = ran.json["events"]
    assert event["document"]["id"] == "-"
    assert event["type"] == "bombing"
    assert event["date"]["value"] == "2022-03-07"
    assert event["location"]["country"] == "IQ"
    assert (event["casualties"]["killed"]["min"], event["casualties"]["wounded"]["min"]) == (2, 3)
    assert event["trigger"]["text"] == ATTACK[slice(*event["trigger"]["span"])]


def test_a_bad_record_costs_that_record_only(tmp_path: Path) -> None:
    good = {"id": "one", "published": "2022-03-08", "text": ATTACK}
    path = write_records(tmp_path / "news.jsonl", [good, {"id": "two"}, {**good, "id": "three"}])
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], '{"text": "cut', *lines[1:]]) + "\n", encoding="utf-8")
    ran = eventx("extract", "news.jsonl", "--format", "jsonl", cwd=tmp_path)
    assert ran.code == 1
    assert [event["document"]["id"] for event in ran.lines] == ["one", "three"]
    told = ran.err.splitlines()
    assert [line.split(" ")[:2] for line in told] == [["eventx:", "news.jsonl:2:"], ["eventx:", "news.jsonl:3:"]]


def test_warnings_and_data_do_not_mix(tmp_path: Path) -> None:
    ran = eventx("extract", "missing.txt", "-", "--json", stdin=ATTACK.encode(), cwd=tmp_path)
    assert ran.code == 1
    assert len(ran.json) == 1
    assert ran.err == "eventx: missing.txt: no such file or folder\n"


@pytest.mark.parametrize("format_", ["table", "json", "jsonl"])
def test_a_reader_that_has_enough_is_no_error(format_: str) -> None:
    line = f'eventx extract samples samples -f {format_} --quiet | head -c 40 | wc -c; echo "${{PIPESTATUS[0]}}"'
    ran = command(["bash", "-c", line])
    assert ran.out.split() == [b"40", b"0"]
    assert ran.err == ""


def test_hostile_text_does_not_reach_the_terminal(hostile: Path) -> None:
    ran = eventx("extract", hostile)
    assert ran.code == 0
    assert "1 attack" in ran.text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", ran.text + ran.err)
    assert "[red]" in ran.text
    coloured = eventx("extract", hostile, FORCE_COLOR="1").text
    assert coloured != ran.text
    assert _printed(coloured) == _printed(ran.text)
    assert "\x1b[31mالجمعة" not in coloured


def _printed(text: str) -> list[str]:
    """The lines of a table without its colours."""
    return [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()]


def test_hostile_text_is_kept_whole_in_json(hostile: Path) -> None:
    ran = eventx("extract", hostile, "--json")
    assert b"\x1b" not in ran.out
    assert ran.json["document"]["id"] == HOSTILE["id"]
    text = f"{HOSTILE['title']}\n\n{HOSTILE['text']}"
    (event,) = ran.json["events"]
    for value in (event["trigger"], event["date"], *event["targets"], *event["location"]["mentions"]):
        assert value["text"] == text[slice(*value["span"])]


def test_many_inputs_at_once(tmp_path: Path) -> None:
    ran = eventx("extract", "samples", "--format", "jsonl", "--output", tmp_path / "events.jsonl")
    assert (ran.code, ran.out) == (0, b"")
    found = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    documents = [event["document"]["id"] for event in found]
    assert documents == sorted(documents)
    assert set(documents) <= {f"samples/{path.name}" for path in SAMPLES.glob("*.txt")}


def test_a_pack_of_ones_own_adds_to_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "verbs.yaml").write_text(
        "rules:\n  - id: my.zap\n    description: A verb that the shipped rules do not know.\n    event: attack\n"
        '    match: "زعزق"\n    examples:\n      - {text: "زعزق مسلحون دورية في كركوك وقتلوا شرطيا", expect: attack}\n'
        '    not:\n      - "مر الرتل بسلام"\n',
        encoding="utf-8",
    )
    text = "زعزق مسلحون دورية في كركوك وقتلوا شرطيا".encode()
    ran = eventx("extract", "-", "--json", "--rules", tmp_path, stdin=text)
    assert (ran.code, ran.err) == (0, "")
    assert [event["trigger"]["rule"] for event in ran.json["events"]] == ["my.zap"]


def test_a_mistake_in_a_pack_names_file_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("rules:\n  - id: my.rule\n    mach: x\n", encoding="utf-8")
    ran = eventx("extract", "-", "--rules", tmp_path, stdin=ATTACK.encode())
    assert (ran.code, ran.out) == (2, b"")
    assert f"{tmp_path}/bad.yaml:3:5: error: " in ran.err
