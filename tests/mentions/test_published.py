"""The day of publication: what is trusted before what, and what speaks against a page's date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from eventx.mentions.find import Reading
from eventx.mentions.published import Published, contradiction, publication_date, terms
from eventx.model import Document, PublishedFrom
from eventx.rules.compile import CompiledPack

PAGE = "الجمعة 22 نوفمبر / November 2024"
NEWS = "قتل ثلاثة أشخاص الثلاثاء في انفجار عبوة"

Publish = Callable[..., Published]


@pytest.fixture
def publish(pack: CompiledPack, readings: Callable[[str], list[Reading]]) -> Publish:
    def run(text: str, *header: str, published: date | None = None, source: PublishedFrom | None = None) -> Published:
        document = Document("x", text, published=published, published_from=source)
        return publication_date(document, header, readings(text), pack)

    return run


def test_what_the_record_says_stands(publish: Publish) -> None:
    found = publish("بيروت 4-5 (أ ف ب) - " + NEWS, PAGE, published=date(2015, 1, 1), source="record")
    assert found == Published(date(2015, 1, 1), "record")


def test_nothing_known(publish: Publish) -> None:
    assert publish(NEWS) == Published(None, None)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (PAGE, date(2024, 11, 22)),
        ("الثلاثاء 4 مايو 2021", date(2021, 5, 4)),
        ("4 أيار/مايو 2021 - 10:30", date(2021, 5, 4)),
        ("22/11/2024 - 10:30", date(2024, 11, 22)),
        ("2024-11-22", date(2024, 11, 22)),
        ("Fri, 22 Nov 2024 10:30", date(2024, 11, 22)),
        ("November 22, 2024", date(2024, 11, 22)),
        ("15 شوال 1436 هـ", date(2015, 7, 31)),
    ],
)
def test_a_page_date_is_used_with_a_warning(publish: Publish, line: str, day: date) -> None:
    found = publish(NEWS, line)
    assert (found.date, found.source) == (day, "page-header")
    assert found.warnings == (
        f"published {day.isoformat()} is taken from the page's header; it may be the day the page was saved",
    )


def test_a_page_that_says_published_is_believed(publish: Publish) -> None:
    assert publish(NEWS, PAGE, "تاريخ النشر: 4 مايو 2021") == Published(date(2021, 5, 4), "page-header")


@pytest.mark.parametrize("line", ["الجمعة", "22 نوفمبر", "آخر الأخبار"])
def test_a_page_line_without_a_full_date_is_none(publish: Publish, line: str) -> None:
    assert publish(NEWS, line) == Published(None, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("الرياض - 12 مايو 2019: أعلن التحالف اعتراض صاروخ", date(2019, 5, 12)),
        ("صنعاء، 12 أيار/مايو 2019 (رويترز) - استهدفت غارات معسكرا", date(2019, 5, 12)),
        ("المنامة 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس", date(2015, 8, 10)),
    ],
)
def test_a_dateline_is_trusted_before_the_page(publish: Publish, text: str, day: date) -> None:
    assert publish(text, PAGE) == Published(day, "dateline")


def test_a_dateline_without_year_takes_that_of_the_page(publish: Publish) -> None:
    agency = "بغداد 4-5 (أ ف ب) - قتل ثلاثة أشخاص في تفجير"
    assert publish(agency, "5 مايو 2021") == Published(date(2021, 5, 4), "dateline")
    assert publish("بغداد 30-12 (أ ف ب) - قتل ثلاثة أشخاص", "2 يناير 2021") == Published(date(2020, 12, 30), "dateline")
    assert publish(agency) == Published(None, None)
    assert publish(agency, PAGE).source == "page-header"  # half a year later: the page tells nothing about the year


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("بحث رئيس الوزراء العراقي مصطفى الكاظمي التعاون مع الوفد", "names Mustafa al-Kadhimi as prime minister"),
        ("استقبل الرئيس الفرنسي فرانسوا هولاند نظيره", "names François Hollande as president"),
        ("دعا الأمين العام للأمم المتحدة بان كي مون إلى الهدوء", "names Ban Ki-moon as secretary general"),
        ("قتل مئات المدنيين خلال العام الجاري 2021 في المدينة", "calls 2021 this year"),
        ("وقع الانفجار اليوم الثلاثاء قرب الجسر", "today is a Tuesday"),
        ("وقع الانفجار اليوم الثلاثاء 4 مايو 2021 قرب الجسر", "today is 2021-05-04"),
    ],
)
def test_a_contradicted_page_date_is_not_used(publish: Publish, text: str, reason: str) -> None:
    found = publish(text, PAGE)
    assert (found.date, found.source) == (None, None)
    assert len(found.warnings) == 1
    assert "Friday 22 November 2024" in found.warnings[0]
    assert reason in found.warnings[0]
    assert "\n" not in found.warnings[0]


@pytest.mark.parametrize(
    "text",
    [
        "دان الرئيس الأميركي جو بايدن الهجوم",
        "قال الرئيس الأميركي السابق باراك أوباما إن الهجوم خطير",
        "شهدت البلاد ذلك في عهد الرئيس صدام حسين",
        "نقل الجرحى إلى مستشفى الملك عبدالله بن عبدالعزيز",
        "كان الملك عبدالله بن عبدالعزيز رحمه الله قد وضع حجر الأساس",
        "قتل مئات المدنيين خلال العام الجاري 2024 في المدينة",
        "وقع الانفجار اليوم الجمعة قرب الجسر",
        "وقع الانفجار اليوم الخميس قرب الجسر",
        "قال نائب وزير الخارجية حسين أمير عبد اللهيان إن المحادثات مفيدة",
        "خلف الرئيس باراك أوباما الرئيس جورج بوش في البيت الأبيض",
    ],
)
def test_what_is_no_contradiction(publish: Publish, text: str) -> None:
    assert publish(text, PAGE).date == date(2024, 11, 22)


def test_an_earlier_office_is_no_contradiction(readings: Callable[[str], list[Reading]]) -> None:
    text = "قال نائب الرئيس الأميركي جو بايدن إن واشنطن تدين الهجوم"
    assert contradiction(date(2014, 11, 22), readings(text)) is None
    assert contradiction(date(2022, 11, 22), readings(text)) is not None


def test_the_terms_of_office_can_be_read(pack: CompiledPack) -> None:
    offices = {entry.id for entry in pack.pack.lexicons["office"].entries}
    holders = pack.pack.lexicons["office-holder"].entries
    assert len(holders) > 150
    for entry in holders:
        served = list(terms(entry.attributes["terms"]))
        assert served, entry.id
        for term in served:
            assert term.office in offices, entry.id
            assert term.until is None or term.since < term.until, entry.id
