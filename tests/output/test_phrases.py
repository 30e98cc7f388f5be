"""Cells say what a person would say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from events_by_hand import SPAN, count, day, event, extraction, full_event, place

from eventx.model import Actor, Attribution, Casualties, Count, Date, Event, Location, Target, Weapon
from eventx.output.labels import load_labels
from eventx.output.phrases import Cell, cells, counted, details, heading, summary

EN, AR = load_labels("en"), load_labels("ar")


def lines(cell: Cell) -> list[str]:
    return ["".join(run.text for run in phrase) for phrase in cell]


def said(told: Event, column: str, labels: object = EN) -> list[str]:
    return lines(cells(told, labels)[column])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "english", "arabic"),
    [
        (2, 2, "2 killed", "قتيلان"),
        (1, 1, "1 killed", "قتيل"),
        (12, None, "at least 12 killed", "ما لا يقل عن 12 قتيلا"),
        (10, 15, "10–15 killed", "10–15 قتيلا"),
        (0, 4, "up to 4 killed", "ما يصل إلى 4 قتلى"),
        (0, 0, "none killed", "لا قتلى"),
        (100, 100, "100 killed", "100 قتيل"),
    ],
)
def test_counts_read_as_people_write_them(low: int, high: int | None, english: str, arabic: str) -> None:
    assert counted("killed", count(low, high), EN) == english
    assert counted("killed", count(low, high), AR) == arabic


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Casualties(), []),
        (Casualties(count(0, 0), count(0, 0)), ["no casualties"]),
        (Casualties(count(0, 0), count(0, 0), property_damage=False), ["no casualties", "no damage"]),
        (Casualties(count(0, 0)), ["none killed"]),
        (Casualties(count(0, 0), count(3, 3)), ["none killed", "3 wounded"]),
        (
            Casualties(count(2, 2), count(10, 15), count(1, 1), True),
            ["2 killed", "10–15 wounded", "1 abducted", "damage"],
        ),
    ],
)
def test_casualties(told: Casualties, expected: list[str]) -> None:
    assert said(event(casualties=told), "casualties") == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (day("2021-05-04", "evening"), ["2021-05-04", "evening"]),
        (day("2021-05-04", "14:30"), ["2021-05-04", "14:30"]),
        (day(None, None, "مساء الأربعاء"), ["مساء الأربعاء", "date not resolved"]),
        (Date("2021-04", None, None, "month", None, "نيسان", SPAN, False), ["2021-04"]),
        (
            Date("2021-05-01/2021-05-02", None, None, "interval", None, "يومين", SPAN, False),
            ["2021-05-01 –", "2021-05-02"],
        ),
    ],
)
def test_dates(told: Date, expected: list[str]) -> None:
    assert said(event(date=told), "when") == expected


def test_a_place_has_its_canonical_name_its_country_and_its_words() -> None:
    assert said(full_event(), "where") == ["Friday Market, Anbar, Iraq", "سوق الجمعة"]
    assert said(full_event(), "where", AR) == ["سوق الجمعة", "العراق"]
    assert said(event(location=place()), "where") == ["سوق الجمعة"]
    assert said(event(location=place(country="SY")), "where") == ["Syria", "سوق الجمعة"]
    assert said(event(location=place("العراق", "Iraq", "IQ")), "where") == ["Iraq", "العراق"]
    assert said(event(location=place("العراق", "Iraq", "IQ")), "where", AR) == ["العراق"]
    capital = Location("بغداد", "Baghdad", "Baghdad", "IQ", None, None, None, "city", ())
    assert said(event(location=capital), "where")[0] == "Baghdad, Iraq"


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (count(2, 2), "2 × Katyusha rocket"),
        (count(3, None), "at least 3 × Katyusha rocket"),
        (count(3, 5), "3–5 × Katyusha rocket"),
        (None, "Katyusha rocket"),
    ],
)
def test_weapons(amount: Count | None, expected: str) -> None:
    assert said(event(weapons=(Weapon("rocket", "Katyusha", amount, "صواريخ", SPAN),)), "weapons") == [expected]


ISIS = Actor("تنظيم داعش", "Islamic State", "isis", SPAN)
UNKNOWN_GROUP = Actor("فصائل مسلحة", None, None, SPAN)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Attribution(), []),
        (Attribution("unclaimed"), ["unclaimed"]),
        (Attribution("claimed", (ISIS,)), ["claimed by Islamic State"]),
        (Attribution("blamed", (UNKNOWN_GROUP,), "واشنطن"), ["blamed on فصائل مسلحة", "according to واشنطن"]),
        (Attribution("stated", (ISIS, replace(ISIS, text="داعش"), UNKNOWN_GROUP)), ["by Islamic State", "فصائل مسلحة"]),
        (Attribution("denied"), ["denied"]),
    ],
)
def test_attribution(told: Attribution, expected: list[str]) -> None:
    assert said(event(attribution=told), "by") == expected


def test_flags_are_said_with_the_type() -> None:
    assert said(event(type="drone_attack", status="foiled", aggregate=True), "attack") == [
        "drone attack",
        "foiled",
        "series",
    ]


def test_long_lists_are_cut_and_say_so() -> None:
    targets = tuple(Target("military", f"قاعدة {number}", SPAN) for number in range(9))
    assert said(event(targets=targets), "target") == [*(f"military: قاعدة {n}" for n in range(3)), "+ 6 more"]


def test_a_card_tells_groups_sources_and_the_words_of_the_text() -> None:
    told = details(full_event(), EN)
    assert lines(told["casualties"]) == ["3 killed: جنود"]
    assert lines(told["sources"]) == ["خلية الإعلام"]
    assert lines(told["words"]) == ["استهدف هجوم"]


def test_an_article_without_an_attack_says_so_in_words() -> None:
    assert summary(extraction(), EN) == "No attack reported."
    assert summary(extraction(event(), event()), EN) == "2 attacks"


def test_the_heading_says_how_the_date_is_known() -> None:
    assert lines(heading(extraction(), EN)) == ["samples/market.txt · published 2021-05-04 (given)", "انفجار في سوق"]
