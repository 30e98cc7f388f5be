"""Which of the things, people and weapons of a text become the target and the weapon of its event."""

from __future__ import annotations

import pytest

from eventx.extractor import Extractor
from eventx.model import Document, Event


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def event(extractor: Extractor, text: str) -> Event:
    events = extractor.read(Document("d", text)).events
    assert len(events) == 1, [e.trigger.text for e in events]
    return events[0]


@pytest.mark.parametrize(
    ("text", "words", "types"),
    [
        # the site aimed at, before the district it lies in
        ("استهدف انفجار عنيف ثكنة للجيش في حي الزهور شرق بغداد صباح اليوم.", "ثكنة للجيش", {"military"}),
        # where the bomb went off, when nothing says what it was meant for
        ("انفجرت عبوة ناسفة لدى مرور قافلة عسكرية قرب كركوك أمس.", "قافلة عسكرية", {"military"}),
        # nothing but people is told: they are the target
        ("قتل ثلاثة جنود في انفجار عبوة ناسفة شمال بغداد أمس.", "ثلاثة جنود", {"military"}),
        # whose the site is
        ("شنت طائرات التحالف غارات على مواقع لتنظيم داعش قرب الموصل أمس.", "مواقع لتنظيم داعش", {"armed_group"}),
        ("فجر انتحاري نفسه في مسجد تابع لقوات الأمن في بغداد أمس.", "مسجد تابع لقوات الأمن", {"religious", "police"}),
        # a house of worship and the worshippers in it
        ("استهدف هجوم مسلح المصلين في مسجد وسط بغداد أمس.", "المصلين", {"religious", "civilians"}),
        # the doer in the nominative is no target
        ("هاجم مسلحون مجهولون نقطة تفتيش للشرطة غرب كركوك أمس.", "نقطة تفتيش للشرطة", {"police"}),
    ],
)
def test_target(extractor: Extractor, text: str, words: str, types: set[str]) -> None:
    found = event(extractor, text).targets
    assert words in {t.text for t in found}
    assert {t.type for t in found} == types


def test_a_clash_has_the_losing_side_as_target(extractor: Extractor) -> None:
    found = event(extractor, "قتل تسعة جنود في اشتباكات بين الجيش العراقي وتنظيم داعش قرب كركوك أمس.").targets
    assert {t.type for t in found} == {"military"}


def test_who_is_blamed_is_no_target(extractor: Extractor) -> None:
    found = event(extractor, "قتل عشرة مدنيين في تفجير انتحاري وسط بغداد ألقي باللوم فيه على تنظيم داعش.").targets
    assert {t.type for t in found} == {"civilians"}


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("سقطت ثلاث قذائف هاون على منازل شرق بغداد أمس وأصيب خمسة مدنيين.", {"mortar"}),
        ("قتل شرطي في انفجار سيارة مفخخة عند حاجز في كركوك أمس.", {"car_bomb"}),
        ("فتح مسلحون النار على دورية للشرطة في كركوك أمس.", {"small_arms"}),
        # what a depot holds was not fired
        ("قصفت طائرات التحالف مخزنا للصواريخ قرب الموصل أمس وقتل خمسة مسلحين.", {"air_bomb"}),
    ],
)
def test_weapons(extractor: Extractor, text: str, types: set[str]) -> None:
    assert {w.type for w in event(extractor, text).weapons} == types
