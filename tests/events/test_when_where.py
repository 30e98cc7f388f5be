"""Which dates and places of an article are its event's."""

from __future__ import annotations

from datetime import date

import pytest

from eventx.extractor import Extractor

PUBLISHED = date(2021, 5, 5)  # a Wednesday


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


DATES = [
    ("قالت الشرطة يوم الثلاثاء إن انفجارا وقع مساء الاثنين في سوق وسط بغداد وأسفر عن مقتل ثلاثة أشخاص.", "2021-05-03"),
    ("أعلن الجيش أمس مقتل جنديين في هجوم استهدف حاجزا في الرمادي.", "2021-05-04"),
    ("أعلن تنظيم داعش أمس مسؤوليته عن هجوم انتحاري في بغداد أسفر عن مقتل تسعة أشخاص.", None),
    ("تلقى الرئيس أمس اتصالا هاتفيا أعرب فيه الملك عن إدانته لتفجير استهدف مسجدا في كابول وقتل فيه تسعة.", None),
    ("قرب قاعدة الوليد التي استعادها الجيش يوم الأحد انفجرت عبوة ناسفة وقتلت جنديين.", None),
    ("عدن، 5 مايو 2021 - قتل أربعة جنود بانفجار عبوة ناسفة في المدينة يوم الاثنين.", "2021-05-03"),
    ("قتل مسلحون ثلاثة شرطيين كانوا يغادرون مركزهم في الموصل مساء أمس.", "2021-05-04"),
    ("اغتال مسلحان العقيد سالم ناصر مدير شرطة عدن عقب خروجه من المسجد أول من أمس.", "2021-05-03"),
    ("قتل أربعة جنود قبيل ظهر الاثنين في هجوم على حاجز في الرمادي.", "2021-05-03"),
    ("أعلن الجيش أمس استشهاد الرقيب ماجد حسن بعد إصابته بقذيفة هاون في نجران.", "2021-05-04"),
    ("سيطرت القوات على البلدة الاثنين بعد اشتباكات مع المسلحين قتل فيها ستة جنود قرب تكريت.", "2021-05-03"),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_date_hangs_on_the_attack(extractor: Extractor, text: str, expected: str | None) -> None:
    events = extractor.extract(text, published=PUBLISHED)
    assert events
    found = events[0].date
    assert (found.value if found is not None else None) == expected


@pytest.mark.parametrize(("day", "expected"), [(1, "2021-04-30"), (5, None)])
def test_the_friday_of_a_prayer_dates_fresh_news(extractor: Extractor, day: int, expected: str | None) -> None:
    text = "فجر انتحاري نفسه وسط المصلين في كابول بعد صلاة الجمعة وقتل عشرة."
    (event,) = extractor.extract(text, published=date(2021, 5, day))
    assert (event.date.value if event.date is not None else None) == expected


COUNTED = [
    "بعد ثلاثة أيام على هجوم مسلح استهدف كنيسة في الموصل وقتل فيه سبعة أشخاص",
    "وذلك بعد ثلاثة أيام من مقتل سبعة أشخاص في هجوم مسلح على كنيسة في الموصل",
]


@pytest.mark.parametrize("earlier", COUNTED)
def test_an_earlier_attack_is_dated_from_the_day_told_before_it(extractor: Extractor, earlier: str) -> None:
    text = f"قتل جنديان أمس بانفجار عبوة ناسفة في الرمادي، {earlier}."
    days = {e.date.value if e.date is not None else None for e in extractor.extract(text, published=PUBLISHED)}
    assert days == {"2021-05-04", "2021-05-01"}


PLACES = [
    ("انفجرت سيارة مفخخة في بلدة الدور شمال مدينة تكريت وقتل أربعة جنود.", "الدور", "IQ"),
    ("اتهمت واشنطن الجماعة بقصف مطار عدن أمس ما أدى إلى مقتل خمسة.", "مطار عدن", "YE"),
    ("قال قائد الشرطة في ولاية قندوز إن ستة طلاب قتلوا أمس في هجوم مسلح على مدرسة.", "قندوز", "AF"),
    ("قتل أربعة جنود في كمين في الموصل ونقل الجرحى إلى أربيل.", "الموصل", "IQ"),
    ("بيروت (رويترز) - قتل ثلاثة أشخاص في قصف على بلدة سراقب.", "سراقب", "SY"),
    ("عمان - قال شهود إن طائرات حربية شنت أمس غارات على حي جوبر.", "جوبر", "SY"),
    (
        "قتل شخصان في إحراق مستوطنين منزلا في مدينة نابلس. وأضافت المصادر أن الحادثة وقعت في بلدة دوما جنوب نابلس.",
        "دوما",
        "PS",
    ),
    ("قتل 12 جنديا في هجوم انتحاري نسبته أنقرة إلى التنظيم في بلدة سروج التركية.", "سروج", "TR"),
]


@pytest.mark.parametrize(("text", "place", "country"), PLACES)
def test_place_of_the_attack(extractor: Extractor, text: str, place: str, country: str) -> None:
    events = extractor.extract(text, published=PUBLISHED)
    assert events
    where = events[0].location
    assert where is not None
    assert (where.text, where.country) == (place, country)
    assert all(text[slice(*m.span)] == m.text for m in where.mentions)


def test_a_country_that_only_an_adjective_tells_is_no_place_name(extractor: Extractor) -> None:
    events = extractor.extract("قتل ثلاثة جنود أتراك أمس في هجوم مسلح على قافلة للجيش التركي.", published=PUBLISHED)
    where = events[0].location
    assert where is not None
    assert (where.text, where.country, where.precision, where.mentions) == ("", "TR", "country", ())


def test_in_the_country_means_the_one_whose_people_the_sentence_names(extractor: Extractor) -> None:
    text = (
        "أصيب أربعة مدنيين في قصف على قرية زاركلي شمالي العراق. "
        "وأشارت تقارير تركية إلى هجوم مسلح قتل فيه شرطيان في شرق البلاد."
    )
    events = extractor.extract(text, published=PUBLISHED)
    assert [e.location.country for e in events if e.location] == ["IQ", "TR"]


def test_a_sentence_that_goes_on_has_the_day_and_the_town_of_the_report(extractor: Extractor) -> None:
    text = (
        "أفادت مصادر أمنية أمس بمقتل ستة مدنيين في قصف على مدينة بعقوبة. "
        "وأضافت المصادر أن مسلحين هاجموا نقطة تفتيش في المدينة وقتلوا شرطيين."
    )
    events = extractor.extract(text, published=PUBLISHED)
    last = events[-1]
    assert last.date is not None
    assert last.date.value == "2021-05-04"
    assert last.location is not None
    assert last.location.text == "بعقوبة"
