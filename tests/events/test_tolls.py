"""Which toll goes to which event."""

from __future__ import annotations

import pytest

from eventx.extractor import Extractor
from eventx.model import Document, Event


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def told(extractor: Extractor, text: str, title: str | None = None) -> list[Event]:
    document = Document("d", text if title is None else f"{title}\n\n{text}", title)
    return [e for e in extractor.read(document).events if not e.aggregate]


def killed(events: list[Event]) -> list[tuple[int | None, int | None] | None]:
    counts = [e.casualties.killed for e in events]
    return [None if c is None else (c.min, c.max) for c in counts]


SUMMED = (
    "{opening}\n\n"
    "وانفجرت عبوة ناسفة في سوق شعبي في بعقوبة ما أدى إلى مقتل تسعة مدنيين.\n\n"
    "وسقطت قذائف هاون على منازل في الخالص ما أدى إلى مقتل خمسة مدنيين."
)


@pytest.mark.parametrize(
    "opening",
    [
        # a sum without an act is no event
        "أفادت الشرطة العراقية بمقتل 14 مدنيا في محافظة ديالى أمس.",
        # one with an act is a series
        "قتل 14 مدنيا في هجمات في محافظة ديالى أمس.",
    ],
)
def test_a_sum_is_none_of_its_parts(extractor: Extractor, opening: str) -> None:
    assert killed(told(extractor, SUMMED.format(opening=opening))) == [(9, 9), (5, 5)]


def test_the_toll_of_a_war_is_no_events(extractor: Extractor) -> None:
    text = "قتل ثلاثة جنود في هجوم على حاجز قرب تعز أمس.\n\nوشهدت البلاد حربا قتل فيها 90 ألف شخص."
    assert killed(told(extractor, text)) == [(3, 3)]


def test_both_sides_of_a_fight_are_added(extractor: Extractor) -> None:
    text = "قتل ستة جنود في هجوم على ثكنة قرب العريش أمس.\n\nوأسفر الهجوم أيضا عن مقتل أحد عشر مسلحا."
    assert killed(told(extractor, text)) == [(17, 17)]


def test_the_body_says_whose_dead_a_headline_adds_up(extractor: Extractor) -> None:
    title = "مقتل مسلح واستشهاد ضابط ومجند شمال سيناء"
    text = "قتل ضابط ومجند في انفجار عبوة ناسفة بمدرعة للشرطة في العريش أمس."
    assert killed(told(extractor, text, title)) == [(2, 2)]


def test_a_toll_from_far_off_is_no_part_of_what_was_told(extractor: Extractor) -> None:
    text = (
        "قتل ثلاثة جنود في هجوم على حاجز قرب تعز أمس.\n\nوأعلن الوزير زيارة قريبة للمحافظة."
        "\n\nوبحث مع المحافظ خطط الإعمار.\n\nوافتتح معرضا للكتاب.\n\nوقتل عشرة مدنيين."
    )
    assert killed(told(extractor, text)) == [(3, 3)]


def test_a_guard_before_the_act_leaves_its_toll(extractor: Extractor) -> None:
    text = (
        "وقع هجوم انتحاري على مسجد في مدينة الكويت أمس.\n\n"
        "وقال المتهم أمام المحكمة إنه علم بالهجوم الانتحاري الذي استهدف المسجد وخلف 26 قتيلا."
    )
    assert killed(told(extractor, text)) == [(26, 26)]


def test_what_is_listed_before_an_act_belongs_to_it(extractor: Extractor) -> None:
    events = told(extractor, "خمسة قتلى وخطف سياح في هجوم على منتجع في ممباسا أمس.")
    assert [(e.type, killed([e])) for e in events] == [("kidnapping", [(5, 5)])]
