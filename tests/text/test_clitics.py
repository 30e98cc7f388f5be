"""Letters are cut off a word only where the rest is a word, or where an article shows the seam."""

from __future__ import annotations

import pytest
from small_vocabulary import forms, slices, splitter

from eventx.text.clitics import Splitter
from eventx.text.reading import read


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("وبالقاعدة", "قاعدة", ["و", "ب", "+قاعده"]),
        ("للجيش", "جيش", ["ل", "+جيش"]),
        ("وللجيش", "جيش", ["و", "ل", "+جيش"]),
        ("كالجيش", "جيش", ["ك", "+جيش"]),
        ("فالجيش", "جيش", ["ف", "+جيش"]),
        ("لـ«داعش»", "داعش", ["ل", "داعش"]),
        ('كـ"داعش"', "داعش", ["ك", "داعش"]),
        ("وبداعش", "داعش", ["و", "ب", "داعش"]),
        ("فقتل", "قتل", ["ف", "قتل"]),
        ("وبغداد", "بغداد", ["و", "بغداد"]),
        ("ولبغداد", "بغداد", ["و", "ل", "بغداد"]),
        ("ببغداد", "بغداد", ["ب", "بغداد"]),
        ("و بغداد", "بغداد", ["و", "بغداد"]),
    ],
)
def test_particles_before_known_words_are_units(text: str, known: str, expected: list[str]) -> None:
    assert forms(text, known) == expected


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("مقتله", "مقتل", ["مقتل.ه"]),
        ("مقتلهما", "مقتل", ["مقتل.هما"]),
        ("سيارته", "سيارة", ["سياره.ه"]),
        ("سيارتهم", "سيارة", ["سياره.هم"]),
        ("قتلوهم", "قتلوا", ["قتلوا.هم"]),
        ("لسيارتها", "سيارة", ["ل", "سياره.ها"]),
        ("وبمقتلها", "مقتل", ["و", "ب", "مقتل.ها"]),
    ],
)
def test_pronouns_behind_known_words_are_marks_on_them(text: str, known: str, expected: list[str]) -> None:
    assert forms(text, known) == expected


def test_the_future_mark_is_read_only_before_an_imperfect() -> None:
    assert forms("سيقصف", imperfect="يقصف") == ["س~يقصف"]
    assert forms("وسيقصف", imperfect="يقصف") == ["و", "س~يقصف"]
    assert forms("سيقصف", known="يقصف") == ["سيقصف"]
    assert forms("سلاح", known="لاح") == ["سلاح"]


@pytest.mark.parametrize("name", ["وزير", "بغداد", "لبنان", "فلسطين", "كركوك"])
def test_a_known_name_keeps_its_first_letter(name: str) -> None:
    rest = name[1:]
    assert forms(name, known=f"{name} {rest}") == [name]


@pytest.mark.parametrize("name", ["وزير", "بغداد", "لبنان", "فلسطين", "كركوك", "ولايات", "لندن", "فوارس"])
def test_an_unknown_name_keeps_its_first_letter(name: str) -> None:
    assert forms(name) == [name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الكتيبة", ["+كتيبه"]),
        ("والكتيبة", ["و", "+كتيبه"]),
        ("بالكتيبة", ["ب", "+كتيبه"]),
        ("وبالكتيبة", ["و", "ب", "+كتيبه"]),
        ("للكتيبة", ["ل", "+كتيبه"]),
        ("وللكتيبة", ["و", "ل", "+كتيبه"]),
    ],
)
def test_the_article_shows_the_seam_of_an_unknown_word(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_words_that_only_look_articled_stay_whole_when_known() -> None:
    assert forms("الله التي الذي", "الله التي الذي") == ["الله", "التي", "الذي"]


def test_the_least_is_cut() -> None:
    assert forms("وحدة", "وحدة حدة") == ["وحده"]
    assert forms("بلد", "بلد لد") == ["بلد"]


def test_units_cover_the_letters_they_are_written_of() -> None:
    assert slices("وَبِالقاعدة", "قاعدة") == ["وَ", "بِ", "القاعدة"]
    assert slices("لِلجيش", "جيش") == ["لِ", "جيش"]
    assert slices("لـ«داعش»", "داعش") == ["لـ", "داعش"]


def test_a_ligature_that_is_cut_stands_for_both_its_letters() -> None:
    assert forms("ﻷمن", "أمن") == ["ل", "امن"]
    assert slices("ﻷمن", "أمن") == ["ﻷ", "ﻷمن"]


def test_a_word_that_a_rule_spells_with_its_pronoun_still_tells_the_word_under_it() -> None:
    known = splitter("مسؤوليتها مسؤولية لا")
    cut = Splitter(known.clitics, known.known, known.imperfect, {"مسووليه"}.__contains__)
    [sentence] = read("أعلنت مسؤوليتها", [(6, 15, "body")], cut)
    assert [(u.form, u.suffix, u.stem) for u in sentence.units] == [("مسووليتها", "", "مسووليه")]


def test_the_article_is_taken_off_before_a_pronoun() -> None:
    assert forms("الجو جوي", "جو سلاح") == ["+جو", "جو.ي"]
