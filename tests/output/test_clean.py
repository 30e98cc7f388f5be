"""Text of a document reaches the terminal as letters only."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx.output.clean import clean, is_rtl


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("هجوم\nعلى\tقاعدة", "هجوم على قاعدة"),
        ("  هجوم \u00a0 \u2028 على  ", "هجوم على"),
        ("\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"),
        ("\x1b]0;title\x07", "\ufffd]0;title\ufffd"),
        ("a\x9b2Jb", "a\ufffd2Jb"),
        ("a\u202eb\u2066c\u2069d\u200ee", "abcde"),
        ("a\ud800b", "a\ufffdb"),
        ("نیم\u200cفاصله", "نیم\u200cفاصله"),
        ("[bold]x[/bold] :bomb:", "[bold]x[/bold] :bomb:"),
    ],
)
def test_controls_and_overrides_do_not_reach_the_terminal(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text())
def test_cleaned_text_is_one_harmless_line(text: str) -> None:
    shown = clean(text)
    assert clean(shown) == shown
    assert not {"Cc", "Cs", "Zl", "Zp"} & {unicodedata.category(character) for character in shown}
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(shown)
    shown.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "rtl"), [("هجوم", True), ("12 هجوم", True), ("Katyusha كاتيوشا", False), ("12", False), ("", False)]
)
def test_the_first_letter_with_a_direction_decides(text: str, rtl: bool) -> None:
    assert is_rtl(text) is rtl
