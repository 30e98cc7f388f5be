"""Phrases are compared as the coding guide's scorer compares them."""

from __future__ import annotations

import pytest

from eventx.evaluation.phrases import same_phrase, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الإسرائيلية", "إسرائيل"),
        ("مستشفى الشفاء", "بمستشفى الشفاء"),
        ("دورية للجيش", "دورية"),
        ("قاعدة عين الأسد الجوية", "قاعدة عين الأسد"),
        ("الفلّوجة", "الفلوجه"),
        ("Katyusha", "katyusha"),
    ],
)
def test_same(one: str, other: str) -> None:
    assert same_phrase(one, other)
    assert same_phrase(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الموصل", "بغداد"),
        ("", ""),
        ("الموصل", ""),
        ("دورية للجيش", "مقر الشرطة"),
        ("سوق في حي الزنجيلي", "بيت في حي الرفاعي بالموصل"),
    ],
)
def test_not_same(one: str, other: str) -> None:
    assert not same_phrase(one, other)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("والعراقيين", ("عراق",)),
        ("بالبصرة", ("بصر",)),
        ("يد", ("يد",)),  # too short to lose anything
        ("اليد", ("اليد",)),
        ("12 جنديا", ("12", "جند")),
    ],
)
def test_stems(phrase: str, expected: tuple[str, ...]) -> None:
    assert stems(phrase) == expected
