"""The table fits, does not scramble, and is not moved by anything that an article contains."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from events_by_hand import DOCUMENT, SPAN, count, day, event, extraction, full_event, place
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from eventx.model import Actor, Attribution, Casualties, CasualtyGroup, Document, Event, Extraction, Target, Trigger
from eventx.output.labels import Labels, load_labels
from eventx.output.table import ROWS_FROM, render

EN, AR = load_labels("en"), load_labels("ar")
ARABIC = re.compile("[\u0621-\u064a]")
MARKS = re.compile("[\u200e\u2067-\u2069]")
COLOUR = re.compile("\x1b\\[[0-9;]*m")
WIDTHS = (30, 45, 60, 100, ROWS_FROM, 140, 220)


def full() -> Extraction:
    return extraction(full_event(), event(date=day(None), location=place(country="SY"), status="foiled"), event())


def plain(text: str) -> str:
    return MARKS.sub("", text)


def visible(text: str) -> list[str]:
    return plain(text).splitlines()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("labels", [EN, AR])
@pytest.mark.parametrize("colour", [True, False])
def test_no_line_is_wider_than_the_terminal(width: int, labels: Labels, colour: bool) -> None:
    for line in render(full(), labels, width, colour).splitlines():
        assert cell_len(COLOUR.sub("", line)) <= width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("labels", [EN, AR])
def test_arabic_always_stands_in_an_isolate_that_is_closed_on_its_line(width: int, labels: Labels) -> None:
    for line in render(full(), labels, width, False).splitlines():
        depth = 0
        for character in line:
            depth += (character in "\u2067\u2068") - (character == "\u2069")
            assert depth >= 0
            assert depth > 0 or not ARABIC.match(character)
        assert depth == 0


def test_a_mark_closes_off_every_cell_so_that_neighbours_are_not_reordered() -> None:
    told = event(
        date=day(None, text="الأربعاء"), targets=(Target("unknown", "القاعدة", SPAN),), location=place("بغداد")
    )
    for line in render(extraction(told), EN, 160, False).splitlines():
        between = re.findall("\u2069([^\u2068]*)\u2068", line)
        assert all("\u200e" in gap for gap in between)


def test_a_wide_terminal_has_a_row_an_event_and_a_narrow_one_a_card() -> None:
    wide, narrow = visible(render(full(), EN, 160, False)), visible(render(full(), EN, 60, False))
    assert re.match(r" +When +Attack +Where +Weapons +Casualties +Target +By", wide[3])
    assert wide[5].startswith("1  2021-05-01 –")
    assert "2 × Katyusha rocket" in wide[5]
    assert [line.split()[0] for line in narrow[3:6]] == ["1", "When", "2021-05-04"]
    assert sum(line.startswith("───") for line in narrow) == 4


def test_arabic_stands_at_the_right_of_its_column() -> None:
    table = visible(
        render(extraction(event(location=place("سوق الجمعة", "Friday Market in the Old Town", "IQ"))), EN, 160, False)
    )
    name = next(line for line in table if "Friday Market" in line)
    words = next(line for line in table if "سوق الجمعة" in line)
    assert words.index("سوق الجمعة") + len("سوق الجمعة") == name.index("Iraq") + len("Iraq")


def test_columns_stand_under_their_titles() -> None:
    table = visible(render(full(), EN, 160, False))
    assert table[3].index("Casualties") == table[5].index("at least 12")
    assert table[3].index("Weapons") == table[5].index("2 ×")


def test_arabic_labels_put_the_first_column_at_the_right() -> None:
    head = visible(render(full(), AR, 160, False))[3]
    assert head.index("المنفّذ") < head.index("المكان") < head.index("الزمان")


def test_no_attack_is_said_in_words() -> None:
    assert visible(render(extraction(), EN, 80, False))[-1] == "No attack reported."
    assert "لا يورد النص أي هجوم." in render(extraction(), AR, 80, False)


def test_colour_only_where_it_is_wanted() -> None:
    assert "\x1b[" in render(full(), EN, 80, True)
    assert "\x1b" not in render(full(), EN, 80, False)
    assert COLOUR.sub("", render(full(), EN, 80, True)).replace(" ", "") == render(full(), EN, 80, False).replace(
        " ", ""
    )


def test_no_space_is_left_at_the_end_of_lines() -> None:
    assert not re.search(r" $", render(full(), EN, 160, False), re.MULTILINE)


def hostile(text: str) -> Extraction:
    told = event(
        trigger=Trigger(text, SPAN, "r"),
        location=place(text, text),
        targets=(Target("military", text, SPAN),),
        attribution=Attribution("claimed", (Actor(text, None, None, SPAN),), text),
        casualties=Casualties(count(1, 1), groups=(CasualtyGroup("killed", count(1, 1), text, "unknown", SPAN),)),
        date=day(None, text=text),
    )
    return Extraction(replace(DOCUMENT, id=text, title=text), (told,))


@pytest.mark.parametrize(
    "text",
    [
        "[bold red]قتيل[/bold red]",
        "[/]",
        "[link=http://evil]x[/link]",
        ":bomb:",
        "\x1b[2J\x1b]0;owned\x07",
        "\u202eاتجاه\u2066",
        "سطر\nسطر\r\x0b\x85\u2028سطر",
        "\ud800",
        "",
        "ه\u0301\u0302\u0303" * 40,
        "كلمةطويلة" * 40,
        "漢字" * 60,
        "👩‍👩‍👧‍👦" * 20,
    ],
)
@pytest.mark.parametrize("width", [30, 60, 150])
def test_text_of_an_article_is_data(text: str, width: int) -> None:
    shown = render(hostile(text), EN, width, False)
    shown.encode("utf-8")
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066") & set(shown)
    if "[" in text and "\x1b" not in text:
        assert text.split()[0][:6] in shown.replace("\u2068", "").replace("\u2069", "")  # markup is shown, not obeyed
    for line in shown.splitlines():
        assert cell_len(line) <= width


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.integers(1, 200), st.booleans())
def test_any_text_at_any_width(text: str, width: int, arabic: bool) -> None:
    labels = AR if arabic else EN
    shown = render(hostile(text), labels, width, False)
    assert max(map(cell_len, shown.splitlines())) <= max(width, 30)
    assert shown.count("\u2069") == shown.count("\u2068") + shown.count("\u2067")
    assert shown == render(hostile(text), labels, width, False)


def test_many_events_keep_their_numbers() -> None:
    many: list[Event] = [event(id=str(number)) for number in range(12)]
    shown = visible(render(extraction(*many, document=Document("x", "")), EN, 160, False))
    assert [line.split()[0] for line in shown if re.match(r"\d+ ", line)][:12] == [*map(str, range(1, 13)), "12"][:12]
    assert shown[-1] == "12 attacks"
