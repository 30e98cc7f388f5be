"""What rule files may name as `value` is what mentions can read."""

from __future__ import annotations

from eventx.mentions.find import NORMALISERS
from eventx.rules.load import VALUES


def test_every_value_has_its_normaliser() -> None:
    assert sorted(NORMALISERS) == sorted(VALUES)
