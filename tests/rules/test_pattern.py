"""The text of a pattern becomes a tree, or a mistake with its column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx.rules.pattern import (
    Ahead,
    Alt,
    Capture,
    Edge,
    Gap,
    Not,
    Pattern,
    PatternError,
    Punct,
    Ref,
    Repeat,
    Seq,
    Word,
    parse_pattern,
)

A, B, C, D = Word("أ"), Word("ب"), Word("ج"), Word("د")


def ref(name: str, column: int = 0, *filters: tuple[str, tuple[str, ...]]) -> Ref:
    return Ref(name, filters, column)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("أ", A),
        ("قُتِلَ", Word("قُتِلَ")),
        ("هٰذا", Word("هٰذا")),
        ("=يوم", Word("=يوم")),
        ("24", Word("24")),
        ("أ ب", Seq((A, B))),
        ("أ|ب ج", Seq((Alt((A, B)), C))),
        ("أ | ب ج", Alt((A, Seq((B, C))))),
        ("(أ ب | ج) د", Seq((Alt((Seq((A, B)), C)), D))),
        ("((أ))", A),
        ("(أ|ب ج)", Alt((A, Seq((B, C))))),
        ("(أ ب|ج د)", Alt((Seq((A, B)), Seq((C, D))))),
        ("(أ|ب ج | د)", Alt((Seq((Alt((A, B)), C)), D))),
        ("(د| أ|ب ج)", Alt((D, Seq((Alt((A, B)), C))))),
        ("(أ|ب?)", Alt((A, Repeat(B, 0, 1)))),
        ("(أ|(ب | ج) د) أ|ب ج", Seq((Alt((A, Seq((Alt((B, C)), D)))), Alt((A, B)), C))),
        ("أ?", Repeat(A, 0, 1)),
        ("أ*", Repeat(A, 0, None)),
        ("أ+", Repeat(A, 1, None)),
        ("أ|ب?", Repeat(Alt((A, B)), 0, 1)),
        ("(أ ب)?", Repeat(Seq((A, B)), 0, 1)),
        ("x=أ", Capture("x", A)),
        ("x=أ?", Repeat(Capture("x", A), 0, 1)),
        ("x=(أ+)", Capture("x", Repeat(A, 1, None))),
        ("x=أ|ب", Capture("x", Alt((A, B)))),
        ("x=<a>|y=<b> ج", Seq((Alt((Capture("x", ref("a", 2)), Capture("y", ref("b", 8)))), C))),
        ("<weapon>", ref("weapon")),
        ("<weapon type=rocket|missile x=1>", ref("weapon", 0, ("type", ("rocket", "missile")), ("x", ("1",)))),
        ("..3", Gap(3, False)),
        ("...12", Gap(12, True)),
        ("أ ..2 ب", Seq((A, Gap(2, False), B))),
        ("!أ ب", Seq((Not(A), B))),
        ("!أ|ب", Not(Alt((A, B)))),
        ("! أ", Not(A)),
        ("أ &(..3 ب)", Seq((A, Ahead(Seq((Gap(3, False), B)))))),
        ("^ أ $", Seq((Edge("start"), A, Edge("end")))),
        ("أ , ب", Seq((A, Punct(","), B))),
        ("; : / - .", Seq(tuple(map(Punct, ";:/-.")))),
        ("أ\n  ب", Seq((A, B))),
    ],
)
def test_every_operator(text: str, tree: Pattern) -> None:
    assert parse_pattern(text) == tree


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("", 0, "an element is missing here"),
        ("   ", 3, "an element is missing here"),
        ("أ |", 3, "an element is missing here"),
        ("| أ", 0, "an element is missing here"),
        ("أ || ب", 3, "an element is missing here"),
        ("(أ ب", 0, "'(' is never closed"),
        ("أ ()", 3, "an element is missing here"),
        ("أ ب)", 3, "unexpected ')'"),
        ("أ ?", 2, "unexpected '?'"),
        ("أ??", 2, "unexpected '?'"),
        ("*أ", 0, "unexpected '*'"),
        ("أ &", 3, "an element is missing here"),
        ("أ !", 3, "an element is missing here"),
        ("x= أ", 0, "'x=' names nothing"),
        ("أ x=", 2, "'x=' names nothing"),
        ("x=)", 2, "unexpected ')'"),
        ("<>", 0, "'<>' names nothing"),
        ("أ <weapon rocket>", 2, "'rocket' is no restriction such as type=rocket"),
        ("<weapon type=>", 0, "'type=' is no restriction"),
        ("<weapon", 0, "unexpected character '<'"),
        ("أ @", 2, "unexpected character '@'"),
        ("أ\u200f", 1, "unexpected character '\\u200f'"),
        ("..100", 0, "a gap spans at most 99 units"),
        ("أ .." + "9" * 5000, 2, "a gap spans at most 99 units"),
        ("(" * 40 + "أ" + ")" * 40, 31, "nested too deep"),
        ("!" * 2000 + "أ", 31, "nested too deep"),
        ("x=" * 2000 + "أ", 62, "nested too deep"),
        ("أ " * 61, 120, "more than 60 elements"),
    ],
)
def test_mistakes_are_named_with_their_column(text: str, column: int, message: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse_pattern(text)
    assert message in str(caught.value)
    assert caught.value.column == column


@given(st.text("أب ()|?*+!&^$,;:./-<>=xy10\u064b", max_size=40) | st.text(max_size=30))
def test_any_text_is_a_tree_or_a_mistake_inside_it(text: str) -> None:
    column = 0
    try:
        parse_pattern(text)
    except PatternError as error:
        column = error.column
    assert 0 <= column <= len(text)
