"""A vowel sign that tells the dual."""

from __future__ import annotations

from datetime import date

from eventx import Extractor


def test_a_vowelled_dual_counts_two_people() -> None:
    events = Extractor().extract(
        "أدى هجوم على قافلة قرب بغداد إلى مقتل متعاقدَين أجنبيين وتسعة عراقيين.", date(2021, 5, 4)
    )
    assert [e.casualties.killed.max for e in events if e.casualties.killed] == [11]
