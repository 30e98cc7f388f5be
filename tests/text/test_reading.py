"""A document becomes sentences of units, and every unit keeps its place in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_vocabulary import forms, sentences, slices, splitter

from eventx.text.fold import fold
from eventx.text.reading import Stretch, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15,000", ["15000"]),
        ("1,234,567.5", ["1234567.5"]),
        ("12,50", ["12,50"]),
        ("2015,2016", ["2015,2016"]),
        ("3.5", ["3.5"]),
        ("2015/8/6", ["2015/8/6"]),
        ("12:30", ["12:30"]),
        ("ل11", ["ل", "11"]),
        ("15شخصا", ["15", "شخصا"]),
        ("الـ15", ["+15"]),
        ("والـ15", ["و", "+15"]),
        ("وبالـ15", ["و", "ب", "+15"]),
        ("للـ15", ["ل", "+15"]),
        ("الـ«حشد»", ["+حشد"]),
        ("بالـ«حشد»", ["ب", "+حشد"]),
    ],
)
def test_numbers_and_what_is_written_onto_them(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_a_number_with_an_article_covers_it() -> None:
    assert slices("قُتل الـ١٥ الباقون", "قتل") == ["قُتل", "الـ١٥", "الباقون"]


def test_a_word_like_the_article_is_a_word() -> None:
    assert forms("آل سعود") == ["ال", "سعود"]


def test_kinds_of_units() -> None:
    [sentence] = sentences("وقتل 3 في أمس، BBC", "قتل في أمس")
    assert [u.kind for u in sentence.units] == ["conj", "word", "number", "word", "word", "punct", "word"]
    assert [u.attached for u in sentence.units] == [False, True, False, False, False, False, False]


def test_quotes_and_brackets_are_not_read() -> None:
    assert forms('«الدولة» "الإسلامية" (داعش) [سابقا]') == ["+دوله", "+اسلاميه", "داعش", "سابقا"]


def test_marks_of_direction_are_no_part_of_a_word() -> None:
    assert slices("\u200fكلمة\u200f\u200f جديدةٌ\u200e") == ["كلمة", "جديدةٌ"]


def test_sentences_know_their_zone_and_paragraph() -> None:
    text = "هجوم كبير\n\nوقع انفجار. قتل اثنان.\nانتهى"
    found = read(text, [(0, 9, "title"), (9, len(text), "body")], splitter())
    assert [(s.zone, s.index, s.paragraph) for s in found] == [
        ("title", 0, 0),
        ("body", 1, 1),
        ("body", 2, 1),
        ("body", 3, 2),
    ]
    assert [text[slice(*s.span(0, 2))] for s in found[:3]] == ["هجوم كبير", "وقع انفجار", "قتل اثنان"]


def test_what_no_stretch_covers_is_not_read() -> None:
    text = "قائمة هجوم ذيل"
    assert [u.form for s in read(text, [(6, 10, "body")], splitter()) for u in s.units] == ["هجوم"]


ANYTHING = st.text(st.characters(exclude_categories=()), max_size=80)
NEWS = st.text('وبالفكس يقصفة«»"ـ،.:/-159٣,؟!ًﻷﷲ \u200f\u00a0\u200d\ud800\ufeff\nİ👩', max_size=60)
KNOWN = splitter("قصف قصفوا لا ب قاف فك سيف", "يقصف")


@given(ANYTHING | NEWS)
def test_reading_never_fails_and_every_unit_has_its_place(text: str) -> None:
    last = 0
    for sentence in read(text, [(0, len(text), "body")], KNOWN):
        assert len(sentence.units) == len(sentence.starts) == len(sentence.ends) > 0
        for unit, start, end in zip(sentence.units, sentence.starts, sentence.ends, strict=True):
            assert last <= start < end <= len(text)
            last = start
            assert unit.form
            covered = fold(text[start:end]).text
            if unit.kind == "number":
                assert unit.form.replace(",", "") in covered.replace(",", "")
            elif unit.kind == "punct":
                assert unit.form in covered
            else:  # a suffix may have taken the last letter's place: ta marbuta, a verb's silent alef
                assert unit.form[:-1] in covered
                assert unit.suffix in covered


@given(ANYTHING | NEWS)
def test_reading_is_the_same_every_time(text: str) -> None:
    stretches: list[Stretch] = [(0, len(text), "body")]
    assert read(text, stretches, KNOWN) == read(text, stretches, splitter("قصف قصفوا لا ب قاف فك سيف", "يقصف"))
