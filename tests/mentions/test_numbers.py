"""Counts: the table of sentences, and the sums and bounds behind them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mention_tables import Find, table

from eventx.mentions.numbers import Number, Part, digits, total
from eventx.rules.compile import CompiledPack
from eventx.text.fold import fold_word

ROWS = table("numbers.tsv")


def test_table_is_long_enough() -> None:
    assert len(ROWS) >= 60


@pytest.mark.parametrize(("text", "words", "low", "high"), ROWS, ids=[row[0] for row in ROWS])
def test_number(find: Find, text: str, words: str, low: str, high: str) -> None:
    found = [(w, m.value) for w, m in find(text, "number")]
    if words == "*":
        assert found == []
        return
    assert [w for w, _ in found] == [words]
    value = found[0][1]
    assert isinstance(value, Number)
    assert ("-" if value.min is None else str(value.min)) == low
    assert ("-" if value.max is None else str(value.max)) == high
    assert value.vague == (low == high == "-")


def parts(*told: tuple[str, int]) -> list[Part]:
    return [Part(kind, Fraction(value)) for kind, value in told]


@pytest.mark.parametrize(
    ("told", "value"),
    [
        (parts(("unit", 5), ("ten", 20)), 25),
        (parts(("hundred", 100), ("unit", 5), ("ten", 20)), 125),
        (parts(("unit", 3), ("hundred", 100)), 300),
        (parts(("unit", 3), ("thousand", 1000), ("hundred", 500)), 3500),
        (parts(("thousand", 2000), ("unit", 2)), 2002),
        (parts(("fraction", 50), ("million", 1_000_000)), 500_000),
        (parts(("million", 1_000_000), ("fraction", 50)), 1_500_000),
        (parts(("million", 1_000_000), ("unit", 3), ("thousand", 1000)), 1_003_000),
        (parts(("digits", 100), ("digits", 15)), 115),
        (parts(("ten", 20), ("unit", 5)), None),
        (parts(("unit", 5), ("unit", 3)), None),
        (parts(("unit", 5), ("thousand", 2000)), None),
        (parts(("thousand", 1000), ("million", 1_000_000)), None),
        (parts(("unit", 5), ("fraction", 50)), None),
        ([], 0),
    ],
)
def test_total(told: list[Part], value: int | None) -> None:
    assert total(told) == value


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("15", Fraction(15)),
        ("3.5", Fraction(7, 2)),
        ("0", Fraction(0)),
        ("2015/8/6", None),
        ("12:30", None),
        ("10-15", None),
        ("9" * 40, None),
    ],
)
def test_digits(form: str, value: Fraction | None) -> None:
    assert digits(form) == value


KINDS = ["digits", "unit", "teen", "ten", "hundred", "thousand", "million", "fraction"]


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 10**12)), max_size=8))
def test_total_never_fails(told: list[tuple[str, int]]) -> None:
    value = total(parts(*told))
    assert value is None or value >= 0


def test_and_is_cut_from_every_number_word(pack: CompiledPack) -> None:
    """A town called "West" in Arabic letters once hid "and six": names of places must not swallow the particle."""
    words = [fold_word(f) for entry in pack.pack.lexicons["number-word"].entries for f in entry.forms if f.isalpha()]
    uncut = [word for word in words if pack.splitter.split("و" + word)[0][0].form != "و"]
    assert words
    assert uncut == []
