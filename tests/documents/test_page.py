"""What stands around an article is told from the article, and no sentence of the article is ever lost."""

from __future__ import annotations

import json
import time
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from eventx.documents.furniture import Furniture
from eventx.documents.page import Layout, lay_out
from eventx.paths import shipped_rules

SHARED = Path(__file__).resolve().parents[3] / "shared"
shared_files = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared gold files are not here")

TITLE = "مقتل شرطيين في هجوم على نقطة تفتيش جنوب المدينة"
LEAD = (
    "قتل شرطيان وأصيب ثلاثة آخرون فجر الأحد حين أطلق مسلحون النار على نقطة تفتيش عند المدخل الجنوبي للمدينة، "
    "وفق ما أعلنت وزارة الداخلية."
)
SECOND = "وقال المتحدث باسم الوزارة إن المهاجمين فروا بسيارة بيضاء باتجاه الحدود، وإن قوة أمنية تلاحقهم."
THIRD = "ولم تتبن أي جهة الهجوم، وهو الثالث من نوعه في المنطقة خلال أسبوعين."
BODY = [LEAD, SECOND, THIRD]


@cache
def furniture() -> Furniture:
    lexicon = yaml.safe_load((shipped_rules() / "page" / "furniture.yaml").read_text(encoding="utf-8"))
    return Furniture.of(
        SimpleNamespace(
            id=entry["id"],
            forms=tuple(map(str, entry["forms"])),
            attributes={key: entry[key] for key in lexicon["attributes"] if key in entry},
        )
        for entry in lexicon["entries"]
    )


def page(*paragraphs: str, title: str | None = None) -> list[tuple[str, str]]:
    """Kind and text of the blocks of a page of `paragraphs`."""
    text = "\n\n".join(paragraphs)
    return [(block.kind, text[block.start : block.end]) for block in lay_out(text, furniture(), title).blocks]


def article(*paragraphs: str) -> list[str]:
    """What of the page is read."""
    return [text for kind, text in page(*paragraphs) if kind in ("title", "body")]


def kinds(*paragraphs: str) -> dict[str, str]:
    """Kind by text."""
    return {text: kind for kind, text in page(*paragraphs)}


def test_title_and_body_are_told_apart() -> None:
    assert page(TITLE, *BODY) == [("title", TITLE), *(("body", line) for line in BODY)]


def test_a_text_without_a_title_has_only_body() -> None:
    assert page(LEAD) == [("body", LEAD)]
    assert page(LEAD, SECOND) == [("body", LEAD), ("body", SECOND)]


def test_the_title_of_a_record_is_title_whatever_it_looks_like() -> None:
    sentence = "قتل شرطيان في هجوم."
    assert page(sentence, LEAD, title=sentence)[0] == ("title", sentence)


@pytest.mark.parametrize(
    "line",
    [
        "الأحد 12 مايو / May 2019",
        "الأحد، ١٢ أيار/مايو ٢٠١٩",
        "2019/05/12",
        "نشر في: 12-05-2019 - 14:30",
        "آخر تحديث: 12 مايو 2019 - 14:30 بتوقيت غرينتش",
        "Sunday, May 12, 2019",
        "عمّان 8 رمضان 1440 هـ الموافق 12 مايو 2019 م واس",
    ],
)
def test_a_date_line_above_the_article_is_kept_apart(line: str) -> None:
    assert page(line, TITLE, *BODY)[:2] == [("header-date", line), ("title", TITLE)]
    assert page(TITLE, line, *BODY)[:2] == [("title", TITLE), ("header-date", line)]


@pytest.mark.parametrize(
    "line", ["هجمات 11 سبتمبر 2001", "حصيلة تفجيرات بغداد 12 مايو 2015", "أحداث يوم الجمعة 12 مايو"]
)
def test_a_headline_with_a_date_in_it_is_a_headline(line: str) -> None:
    assert page(line, *BODY)[0] == ("title", line)


def test_a_time_stamp_under_the_article_is_no_header() -> None:
    assert kinds(TITLE, *BODY, "// انتهى //", "14:30 ت م") == {
        TITLE: "title",
        **dict.fromkeys(BODY, "body"),
        "// انتهى //": "furniture",
        "14:30 ت م": "furniture",
    }


@pytest.mark.parametrize(
    "line",
    [
        "شارك القصة",
        "شارِك الخبر",
        "فيسبوك تويتر واتساب",
        "Facebook 12 Twitter 3",
        "طباعة",
        "تابع القراءة",
        "المصادر:",
        "وكالات",
        "(أ. ف. ب)",
        "...المزيد",
        "Close",
        "جميع الحقوق محفوظة لموقعنا © 2019",
        "***",
        "رابط الخبر بصحيفة الأيام: مقتل شرطيين في هجوم .. والداخلية تتوعد!",
        "Next Previous",
    ],
)
def test_share_words_navigation_and_agency_tags_are_left_out(line: str) -> None:
    assert article(TITLE, line, *BODY, line) == [TITLE, *BODY]


@pytest.mark.parametrize("line", ["خالد العلي – رويترز", "رويترز - بيروت", "الأناضول ـ أنقرة", "سعاد محمد، وكالات"])
def test_bylines_are_left_out(line: str) -> None:
    assert article(TITLE, line, *BODY) == [TITLE, *BODY]


@pytest.mark.parametrize(
    "line",
    [
        "شارك عشرات الجنود في العملية.",
        "المزيد من القتلى في حلب",
        "رويترز تنشر صور الهجوم على القاعدة الجوية - تقرير مفصل عن الضحايا",
        "طباعة منشورات في مخيم للنازحين قرب الحدود",
        "سمات المهاجمين تشير إلى تنظيم متشدد، بحسب المحققين",
        "صورة قاتمة في مدن الشمال بعد عام من القصف",
        "عاجل: مقتل ثلاثة في قصف على السوق",
    ],
)
def test_sentences_that_begin_like_furniture_stay(line: str) -> None:
    assert article(TITLE, LEAD, line, THIRD) == [TITLE, LEAD, line, THIRD]
    assert article(TITLE, *BODY, line) == [TITLE, *BODY, line]


def test_share_words_glued_to_the_first_sentence_are_cut_off() -> None:
    glued = f"شارك من خلال تويتر فيسبوك جوجل بلس اكتب رأيك {LEAD}"
    assert article(TITLE, glued, SECOND) == [TITLE, LEAD, SECOND]
    assert article(TITLE, f"Next Previous خالد العلي – رويترز\n{LEAD}") == [TITLE, LEAD]


def test_tags_glued_to_the_last_sentence_are_cut_off() -> None:
    assert article(TITLE, LEAD, f"{THIRD} سمات الداخلية نقطة تفتيش هجوم مسلح") == [TITLE, LEAD, THIRD]
    assert article(TITLE, LEAD, THIRD, "سمات الداخلية نقطة تفتيش") == [TITLE, LEAD, THIRD]


def test_a_link_back_with_the_title_glued_to_the_last_sentence_is_cut_off() -> None:
    tail = f"رابط الخبر بصحيفة الأيام: {TITLE}"
    assert article(TITLE, LEAD, f"{THIRD} {tail}") == [TITLE, LEAD, THIRD]


def test_read_also_takes_its_links_along_and_nothing_more() -> None:
    link = "غارة على مخزن أسلحة تقتل خمسة"
    assert article(TITLE, LEAD, f"اقرأ أيضا: {link}", SECOND) == [TITLE, LEAD, SECOND]
    assert article(TITLE, LEAD, f"اقرأ أيضًا:\n{link}\nاغتيال ضابط في بنغازي", SECOND, THIRD) == [
        TITLE,
        LEAD,
        SECOND,
        THIRD,
    ]
    assert article(TITLE, LEAD, "اقرأ أيضا", SECOND) == [TITLE, LEAD, SECOND]


def test_comments_are_left_out() -> None:
    comment = "كان الله في عون أهلنا هناك فقد رأيت الانفجار بعيني"
    assert article(TITLE, *BODY, "التعليقات (2)", comment, "قصف قصف قصف") == [TITLE, *BODY]


def test_a_comment_counter_above_the_article_does_not_swallow_it() -> None:
    assert article(TITLE, "التعليقات 0", *BODY) == [TITLE, *BODY]


def test_a_headline_printed_twice_is_read_once() -> None:
    assert article(TITLE, TITLE, *BODY) == [TITLE, *BODY]


def test_captions_that_repeat_the_body_are_left_out() -> None:
    caption = "أطلق مسلحون النار على نقطة تفتيش عند المدخل الجنوبي للمدينة"
    found = kinds(TITLE, f"{caption}\n{caption} (رويترز)", *BODY)
    assert found[caption] == found[f"{caption} (رويترز)"] == "caption"
    assert article(TITLE, caption, *BODY) == [TITLE, *BODY]


def test_a_standfirst_that_repeats_a_later_sentence_is_a_pull_quote() -> None:
    standfirst = "المهاجمون فروا بسيارة بيضاء باتجاه الحدود، وقوة أمنية تلاحقهم."
    body = "وقال المتحدث إن المهاجمون فروا بسيارة بيضاء باتجاه الحدود، وقوة أمنية تلاحقهم في البادية."
    assert kinds(TITLE, standfirst, LEAD, body, THIRD)[standfirst] == "pull-quote"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # another number
        ("قتل 3 جنود في هجوم على حاجز غرب الرقة.", "قتل 5 جنود في هجوم على حاجز غرب الرقة مساء اليوم."),
        # another word for the number, the day, the town
        ("قتل ثلاثة جنود في هجوم على حاجز.", "قتل خمسة جنود في هجوم على حاجز غرب الرقة."),
        ("انفجرت عبوة ناسفة الثلاثاء في سوق المدينة.", "انفجرت عبوة ناسفة الأربعاء في سوق المدينة القديمة."),
        ("سقطت قذيفة هاون على حي سكني في حلب.", "سقطت قذيفة هاون على حي سكني في حمص قرب مدرسة."),
        # headlines of a list, without full stops
        ("سقوط قذيفة هاون على حي سكني مكتظ في حلب", "سقوط قذيفة هاون على حي سكني مكتظ في حمص قرب مدرسة"),
        # the same words in another order say something else
        ("قتل الجيش المسلحين عند الجسر الكبير.", "عند الجسر الكبير قتل المسلحين الجيش في كمين."),
    ],
)
def test_sentences_that_differ_in_what_they_tell_both_stay(first: str, second: str) -> None:
    assert article(TITLE, first, second, THIRD) == [TITLE, first, second, THIRD]


def test_of_a_short_and_a_full_telling_the_full_one_stays() -> None:
    full = "قتل شرطيان في هجوم على نقطة تفتيش جنوب المدينة فجر الأحد، وفق الوزارة."
    short = "قتل شرطيان في هجوم على نقطة تفتيش جنوب المدينة."
    assert article("عنوان آخر للخبر", short, full, THIRD) == ["عنوان آخر للخبر", full, THIRD]
    assert article("عنوان آخر للخبر", full, short, THIRD) == ["عنوان آخر للخبر", full, THIRD]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_of_any_kind_end_a_line(newline: str) -> None:
    text = newline.join([TITLE, "", LEAD, "شارك"])
    blocks = lay_out(text, furniture()).blocks
    assert [text[b.start : b.end] for b in blocks] == [TITLE, LEAD, "شارك"]
    assert [b.kind for b in blocks] == ["title", "body", "furniture"]


def test_spelling_does_not_matter() -> None:
    assert article(TITLE, "شـــارك القِصّة", "\u200fإقرأ المزيد\u200f", LEAD, SECOND) == [TITLE, LEAD, SECOND]


def test_a_page_of_nothing_but_furniture_has_no_article() -> None:
    assert article("شارك", "وكالات", "Close") == []
    assert page("") == page("  \n ") == []


def test_the_lexicon_may_come_as_entries() -> None:
    entry = SimpleNamespace(id="x", forms=("كلمة غريبة",), attributes={"where": "whole"})
    blocks = lay_out(f"كلمة غريبة\n{TITLE}\n{LEAD}", [entry]).blocks
    assert [block.kind for block in blocks] == ["furniture", "title", "body"]


def test_an_unknown_place_on_the_page_is_a_mistake_in_the_lexicon() -> None:
    with pytest.raises(ValueError, match="elsewhere"):
        Furniture.of([SimpleNamespace(id="x", forms=("كلمة",), attributes={"where": "elsewhere"})])


_PIECES = st.sampled_from(
    [
        TITLE,
        *BODY,
        "شارك",
        "وكالات",
        "التعليقات",
        "اقرأ أيضا",
        "اقرأ أيضا: خبر",
        "سمات أ ب",
        "(",
        "…",
        "12 مايو 2019",
        "14:30",
        "\ud800",
    ]
)
_TEXTS = st.lists(_PIECES | st.text(max_size=30), max_size=12).flatmap(
    lambda lines: st.lists(st.sampled_from(["\n", "\n\n", "\r\n", " ", "\u2028", "\u00a0"]), min_size=len(lines)).map(
        lambda gaps: "".join(line + gap for line, gap in zip(lines, gaps, strict=False))
    )
)


@pytest.mark.parametrize(
    "text",
    [
        f"{LEAD}\n" * 20_000,
        "".join(f"{LEAD} {number}\n" for number in range(5_000)),
        f"{TITLE}\n" + "التعليقات\n" * 20_000,
        f"{TITLE}\n" + "اقرأ أيضا\n" * 20_000,
        f"{TITLE}\n" + "سمات أ ب\n" * 20_000,
        "قتل " * 200_000,
        f"{LEAD} " * 3_000 + "\n" + f"{LEAD}\n{SECOND}",
        "\n" * 300_000,
        "شارك " * 100_000,
    ],
)
def test_no_page_takes_long(text: str) -> None:
    started = time.process_time()
    lay_out(text, furniture())
    assert time.process_time() - started < 15


def test_the_headline_of_a_record_is_read_even_if_it_looks_like_furniture() -> None:
    for title in ("شارك", "اقرأ أيضا", "12 مايو 2019"):
        found = page(title, LEAD, SECOND, title=title)
        assert found == [("title", title), ("body", LEAD), ("body", SECOND)]


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_every_letter_lies_in_exactly_one_block(text: str) -> None:
    layout = lay_out(text, furniture())
    covered = [0] * len(text)
    for block in layout.blocks:
        assert block.start < block.end
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        for index in range(block.start, block.end):
            covered[index] += 1
    assert all(count == 1 for count, character in zip(covered, text, strict=True) if not character.isspace())
    assert [block.start for block in layout.blocks] == sorted(block.start for block in layout.blocks)
    assert layout == lay_out(text, furniture())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["شارك", "وكالات", "Close", "***", "فيسبوك 3"]), max_size=6), st.integers(0, 3))
def test_furniture_anywhere_never_costs_the_article(lines: list[str], at: int) -> None:
    whole = [TITLE, *BODY]
    assert article(*whole[: at + 1], *lines, *whole[at + 1 :]) == whole


@shared_files
def test_the_page_of_the_rocket_attack() -> None:
    text = (SHARED / "samples" / "ain-al-asad.txt").read_text(encoding="utf-8")
    layout = lay_out(text, furniture())
    told = [block.kind for block in layout.blocks]
    assert told[:7] == ["header-date", "title", "pull-quote", "furniture", "caption", "caption", "pull-quote"]
    assert told[7:-4] == ["body"] * len(told[7:-4])
    assert told[-4:] == ["furniture"] * 4
    assert len(layout.article) == 17


@shared_files
@pytest.mark.parametrize("name", ["dev", "check"])
def test_gold_triggers_are_never_in_furniture(name: str) -> None:
    """The words that a person marked as telling an attack always stand in what is read."""
    texts = {
        record["id"]: record["text"]
        for record in map(json.loads, (SHARED / "gold" / f"{name}.docs.jsonl").read_text("utf-8").splitlines())
    }
    for line in (SHARED / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        text = texts[gold["n"]]
        layout: Layout = lay_out(text, furniture())
        read = "\n".join(text[block.start : block.end] for block in layout.article)
        for event in gold["events"]:
            assert event["trigger"] in read, (gold["n"], event["trigger"])
