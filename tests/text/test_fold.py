"""Spellings of one word become one, and every folded letter knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx.text.fold import fold, fold_word


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        pytest.param("قُتِلَ جُنْدِيّانِ", "قتل جنديان", id="diacritics"),
        pytest.param("الرحمٰن", "الرحمن", id="dagger-alef"),
        pytest.param("هجـــوم", "هجوم", id="tatweel"),
        pytest.param("أإآٱ", "اااا", id="alef-forms"),
        pytest.param("مصطفى", "مصطفي", id="alef-maqsura"),
        pytest.param("غارة", "غاره", id="ta-marbuta"),
        pytest.param("مسؤول", "مسوول", id="hamza-on-waw"),
        pytest.param("هيئة", "هييه", id="hamza-on-ya"),
        pytest.param("ﻗﺘﻞ ﺟﻨﻮﺩ", "قتل جنود", id="presentation-forms"),
        pytest.param("ﺍﻷﻤﻦ", "الامن", id="lam-alef-ligature-with-hamza"),
        pytest.param("ﻻ", "لا", id="lam-alef-ligature"),
        pytest.param("ﷲ", "الله", id="word-ligature"),
        pytest.param("\u200fهجوم\u200e", "هجوم", id="direction-marks"),
        pytest.param("\u202bهجوم\u202c", "هجوم", id="embedding-marks"),
        pytest.param("\u2067هجوم\u2069", "هجوم", id="isolates"),
        pytest.param("\ufeffهجوم", "هجوم", id="byte-order-mark"),
        pytest.param("می\u200cشود", "ميشود", id="zero-width-non-joiner"),
        pytest.param("في\u00a0بغداد", "في بغداد", id="no-break-space"),
        pytest.param("في\u202fبغداد", "في بغداد", id="narrow-no-break-space"),
        pytest.param("٠١٢٣٤٥٦٧٨٩", "0123456789", id="arabic-indic-digits"),
        pytest.param("۰۱۲۳۴۵۶۷۸۹", "0123456789", id="persian-digits"),
        pytest.param("３٫５", "3.5", id="full-width-digits-and-decimal-sign"),
        pytest.param("١٥٬٠٠٠", "15,000", id="thousands-sign"),
        pytest.param("کرکوک", "كركوك", id="farsi-kaf"),
        pytest.param("تفجیر", "تفجير", id="farsi-ya"),
        pytest.param("هجوم، ثم؛ لماذا؟", "هجوم, ثم; لماذا?", id="punctuation"),
        pytest.param("نيسان–أبريل", "نيسان-ابريل", id="dashes"),
        pytest.param("BBC", "bbc", id="latin-case"),
        pytest.param("İzmir", "i̇zmir", id="turkish-dotted-i"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_spellings_are_unified(written: str, folded: str) -> None:
    assert fold(written).text == folded
    assert fold_word(written) == folded


def test_rules_and_texts_fold_alike() -> None:
    assert fold_word("إصابة") == fold("ۿإصَابَة"[1:]).text == fold("اصابه").text


def slice_of(written: str, word: str) -> str:
    folded = fold(written)
    start = folded.text.index(word)
    return written[folded.to_original(start) : folded.end_to_original(start + len(word))]


@pytest.mark.parametrize(
    ("written", "word", "covered"),
    [
        ("وقُتِلَ جُنديّ", "قتل", "قُتِلَ"),
        ("قُتِلَ جُنديٌّ", "جندي", "جُنديٌّ"),
        ("هجـــوم كبير", "كبير", "كبير"),
        ("ﺍﻷﻤﻦ العام", "امن", "ﻷﻤﻦ"),
        ("ﷲ أكبر", "اكبر", "أكبر"),
        ("İİ قُتل", "قتل", "قُتل"),
        ("\u200f\u200fقتل", "قتل", "قتل"),
        ("٠٫٥", "0.5", "٠٫٥"),
    ],
)
def test_a_folded_stretch_leads_back_to_the_original(written: str, word: str, covered: str) -> None:
    assert slice_of(written, word) == covered


def test_a_text_of_marks_alone_has_nothing_to_read() -> None:
    folded = fold("\u200f\u064b\u0640")
    assert (folded.text, folded.to_original(0), folded.end_to_original(0)) == ("", 3, 0)


anything = st.text(st.characters(exclude_categories=()), max_size=60)
"""Any code points at all, lone surrogates among them."""
arabic = st.text("قتلإأآىةؤئ ـَُِّْٰﻻﻷﷲﻗİkKA٣۳,،.…\u200f\u00a0\ufeff\ud800\n", max_size=40)


@given(anything | arabic)
def test_every_folded_letter_stands_inside_the_original_in_order(text: str) -> None:
    folded = fold(text)
    places = [folded.to_original(i) for i in range(len(folded.text) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    assert places[-1] == len(text)
    ends = [folded.end_to_original(i) for i in range(1, len(folded.text) + 1)]
    assert ends == sorted(ends)
    assert all(start < end <= len(text) for start, end in zip(places, ends, strict=False))


@given(anything | arabic)
def test_each_letter_folds_to_the_same_where_it_came_from(text: str) -> None:
    folded = fold(text)
    for i, letter in enumerate(folded.text):
        assert letter in fold(text[folded.to_original(i)]).text


@given(anything | arabic)
def test_folding_letter_by_letter_is_folding_the_whole(text: str) -> None:
    assert fold(text).text == "".join(fold(letter).text for letter in text)


@given(st.text(st.characters(exclude_characters="Σ") | st.sampled_from("قتلًـ \u200f\ufdfa\u00a0İ"), max_size=60))
def test_a_text_is_folded_as_its_letters_are(text: str) -> None:
    folded = fold(text)
    letters = [(at, fold(letter).text) for at, letter in enumerate(text)]
    assert folded.text == "".join(made for _, made in letters)
    assert [folded.to_original(at) for at in range(len(folded.text))] == [at for at, made in letters for _ in made]
