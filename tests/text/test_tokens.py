"""Numbers stay whole, letters written onto them come off."""

from __future__ import annotations

import pytest
from camel_tools.tokenizers.word import simple_word_tokenize
from hypothesis import given
from hypothesis import strategies as st

from eventx.text.fold import fold
from eventx.text.tokens import tokenise


def tokens(text: str) -> list[str]:
    return [token.text for token in tokenise(fold(text).text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15,000 نازح", ["15,000", "نازح"]),
        ("١٥٬٠٠٠ نازح", ["15,000", "نازح"]),
        ("نحو 3.5 مليون", ["نحو", "3.5", "مليون"]),
        ("في 2015/8/6 ليلا", ["في", "2015/8/6", "ليلا"]),
        ("الساعة 12:30 ظهرا", ["الساعه", "12:30", "ظهرا"]),
        ("بين 10-15 قتيلا", ["بين", "10-15", "قتيلا"]),
        ("عام 2015.", ["عام", "2015", "."]),
        ("ل11 جنديا", ["ل", "11", "جنديا"]),
        ("لـ11 جنديا", ["ل", "11", "جنديا"]),
        ("15شخصا", ["15", "شخصا"]),
        ("الـ15 الآخرون", ["ال", "15", "الاخرون"]),
        ("و3 جرحى", ["و", "3", "جرحي"]),
        ("إف-16", ["اف", "-", "16"]),
        ("١٢٫٥ في المئة", ["12.5", "في", "الميه"]),
    ],
)
def test_numbers_are_whole_and_stand_alone(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_marks_are_tokens_of_their_own() -> None:
    assert tokens("«الجيش»، (أمس)!") == ["«", "الجيش", "»", ",", "(", "امس", ")", "!"]


def test_positions_count_from_where_the_stretch_begins() -> None:
    assert [(t.start, t.end) for t in tokenise("قتل 15,000", offset=100)] == [(100, 103), (104, 110)]


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from("قال15.,/:-ـ \u0301👩‍🚒"), max_size=60))
def test_tokens_are_slices_of_the_folded_text_in_order(text: str) -> None:
    folded = fold(text).text
    at = 0
    for token in tokenise(folded):
        assert token.text
        assert token.start >= at
        assert folded[token.start : token.end] == token.text
        at = token.end


@given(
    st.text(st.characters(exclude_characters="0123456789") | st.sampled_from("قال.,/:-ـ \u0301\u00a0👩‍🚒"), max_size=60)
)
def test_words_are_cut_as_the_tokeniser_cuts_the_whole_text(text: str) -> None:
    folded = fold(text).text
    if not any(c in "0123456789" for c in folded):
        assert [token.text for token in tokenise(folded)] == simple_word_tokenize(folded)
