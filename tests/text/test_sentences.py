"""Sentences end where a reader ends them, with or without the blank that ought to follow."""

from __future__ import annotations

import pytest

from eventx.text.fold import fold
from eventx.text.sentences import paragraphs, sentences


def split(text: str) -> list[str]:
    folded = fold(text).text
    return [
        folded[a:b].strip()
        for start, end in paragraphs(folded, 0, len(folded))
        for a, b in sentences(folded, start, end)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("وقع انفجار. قتل اثنان.", ["وقع انفجار.", "قتل اثنان."], id="full-stop"),
        pytest.param("وقع انفجار.قتل اثنان", ["وقع انفجار.", "قتل اثنان"], id="no-blank-after-full-stop"),
        pytest.param("ماذا جرى؟ قتل اثنان!", ["ماذا جري?", "قتل اثنان!"], id="question-and-exclamation"),
        pytest.param("ماذا جرى؟! لا نعلم", ["ماذا جري?!", "لا نعلم"], id="marks-together"),
        pytest.param("قال كذا... ثم سكت", ["قال كذا...", "ثم سكت"], id="three-dots"),
        pytest.param("قال كذا… ثم سكت", ["قال كذا.", "ثم سكت"], id="ellipsis-character"),
        pytest.param("نقلت أ.ف.ب عن شاهد", ["نقلت ا.ف.ب عن شاهد"], id="agency-initials"),
        pytest.param("نقلت أ. ف. ب. عن شاهد", ["نقلت ا. ف. ب. عن شاهد"], id="agency-initials-with-blanks"),
        pytest.param("بلغت 3.5 مليون", ["بلغت 3.5 مليون"], id="decimal"),
        pytest.param("في عام 2015. وبعدها", ["في عام 2015.", "وبعدها"], id="full-stop-after-number"),
        pytest.param('قال "لا نعلم." ثم مضى', ['قال "لا نعلم."', "ثم مضي"], id="quote-closes-after-full-stop"),
        pytest.param("أولا\nثانيا\r\nثالثا\u2028رابعا", ["اولا", "ثانيا", "ثالثا", "رابعا"], id="line-breaks"),
        pytest.param("قال، ثم؛ مضى: هكذا", ["قال, ثم; مضي: هكذا"], id="commas-do-not-end"),
        pytest.param(" \n .. \n\t", [".."], id="dots-alone"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected
