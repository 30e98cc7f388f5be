"""What patterns take of sentences: every operator, and where they give up."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from small_packs import build, captures, mentions, rule, scan_of, taken

WEAPONS = """
    lexicon: weapon
    description: Weapons.
    inflect: noun
    attributes: [type, uses]
    entries:
      - {id: rocket, name: Rocket, type: rocket, uses: [air, ground], forms: [صاروخ], plural: [صواريخ]}
      - {id: katyusha, name: Katyusha, type: rocket, uses: [ground], forms: [صاروخ كاتيوشا]}
      - {id: shell, name: Shell, type: mortar, forms: [قذيفة], plural: [قذائف]}
"""


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        pytest.param("قصف", "وقصف الجيش", "قصف", id="word-behind-a-particle"),
        pytest.param("جيش", "قصف الجيش", "الجيش", id="word-with-article"),
        pytest.param("الجيش", "قصف جيش", None, id="article-asked-for"),
        pytest.param("الجيش", "قصف الجيش", "الجيش", id="article-found"),
        pytest.param("=جيش", "قصف الجيش", None, id="exact-refuses-article"),
        pytest.param("=جيش", "قصف جيشهم", None, id="exact-refuses-suffix"),
        pytest.param("=جيش", "قصف جيش", "جيش", id="exact"),
        pytest.param("الإصابة", "وقعت الاصابه", "الاصابه", id="spelling-does-not-matter"),
        pytest.param("بالقرب من", "سقط بالقرب من", "بالقرب من", id="particle-in-a-rule"),
        pytest.param("ولم", "قال ولم يقل", "ولم", id="conjunction-written-onto-a-particle"),
        pytest.param("أ . ف . ب", "نقلت أ.ف.ب عنه", "أ.ف.ب", id="initials"),
        pytest.param("2015", "عام ٢٠١٥", "٢٠١٥", id="number-in-a-rule"),
        pytest.param("أ|ب ج", "ب ج", "ب ج", id="alternatives-bind-tighter-than-sequence"),
        pytest.param("أ | ب ج", "ا", "ا", id="spaced-alternatives-are-whole-sequences"),
        pytest.param("(قصف عنيف | هجوم) كبير", "قصف عنيف كبير", "قصف عنيف كبير", id="group"),
        pytest.param("قصف عنيف? كبير", "قصف كبير", "قصف كبير", id="optional-left-out"),
        pytest.param("قصف عنيف?", "قصف عنيف", "قصف عنيف", id="optional-is-greedy"),
        pytest.param("قصف عنيف*", "قصف عنيف عنيف عنيف", "قصف عنيف عنيف عنيف", id="star-is-greedy"),
        pytest.param("قصف عنيف* عنيف", "قصف عنيف عنيف", "قصف عنيف عنيف", id="star-gives-back"),
        pytest.param("قصف عنيف+ عنيف", "قصف عنيف", None, id="plus-keeps-one"),
        pytest.param("قصف (جوي و)+ بري", "قصف جوي و جوي و بري", "قصف جوي و جوي و بري", id="group-repeated"),
        pytest.param("قصف (عنيف?)+ بري", "قصف بري", "قصف بري", id="repeated-empty-element"),
        pytest.param("قصف (عنيف?)* بري", "قصف عنيف بري", "قصف عنيف بري", id="star-over-optional"),
        pytest.param("قصف ..2 مدينة", "قصف أمس شمال مدينة", "قصف أمس شمال مدينة", id="gap"),
        pytest.param("قصف ..2 مدينة", "قصف مدينة", "قصف مدينة", id="gap-may-be-nothing"),
        pytest.param("قصف ..1 مدينة", "قصف أمس شمال مدينة", None, id="gap-too-short"),
        pytest.param("قصف ..3 مدينة", "قصف أمس، مدينة", None, id="gap-stops-at-comma"),
        pytest.param("قصف ...3 مدينة", "قصف أمس، مدينة", "قصف أمس، مدينة", id="wide-gap-crosses-comma"),
        pytest.param("قصف ...3 مدينة", "قصف أمس؛ مدينة", None, id="wide-gap-stops-at-semicolon"),
        pytest.param("قصف ..9 مدينة", "قصف مدينة مدينة", "قصف مدينة", id="gap-is-as-short-as-it-can-be"),
        pytest.param("قصف !جوي <word>", "قصف جوي", None, id="not-followed-by"),
        pytest.param("قصف !جوي <word>", "قصف بري", "قصف بري", id="not-takes-nothing"),
        pytest.param("قصف !(جوي عنيف)", "قصف جوي", "قصف", id="not-a-sequence"),
        pytest.param("قصف &(..2 مدينة)", "قصف أمس مدينة", "قصف", id="followed-by-takes-nothing"),
        pytest.param("قصف &(..2 مدينة)", "قصف أمس قرية", None, id="followed-by"),
        pytest.param("^ قصف", "أمس قصف", None, id="start-only"),
        pytest.param("^ قصف", "قصف أمس", "قصف", id="start"),
        pytest.param("قصف $", "قصف أمس", None, id="end-only"),
        pytest.param("قصف $", "أمس قصف", "قصف", id="end"),
        pytest.param("قصف , قتل", "قصف، قتل", "قصف، قتل", id="comma"),
        pytest.param("نيسان / أبريل", "نيسان/أبريل", "نيسان/أبريل", id="slash"),
        pytest.param("قتل <num>", "قتل ١٥ مدنيا", "قتل ١٥", id="number"),
        pytest.param("قتل <num>", "قتل خمسة", None, id="number-in-words-is-none"),
        pytest.param("قتل <word>", "قتل 15", None, id="any-word"),
        pytest.param("قتل <article>", "قتل جندي", None, id="any-word-with-article"),
        pytest.param("قتل <article>", "قتل الجندي", "قتل الجندي", id="any-word-with-article-found"),
        pytest.param("قتل <bare>", "قتل الجندي", None, id="any-word-without-article"),
        pytest.param("قتل <bare>", "قتل جندي", "قتل جندي", id="any-word-without-article-found"),
        pytest.param("قتل <bare>", "قتل، جندي", None, id="a-comma-is-no-word"),
    ],
)
def test_operators(tmp_path: Path, pattern: str, text: str, expected: str | None) -> None:
    assert taken(tmp_path, pattern, text) == expected


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        pytest.param("<weapon>", "سقط صاروخان", "صاروخان", id="entry-inflected"),
        pytest.param("<weapon>", "سقط صاروخ كاتيوشا", "صاروخ كاتيوشا", id="longest-entry-first"),
        pytest.param("<weapon> كاتيوشا كبير", "صاروخ كاتيوشا كبير", "صاروخ كاتيوشا كبير", id="shorter-entry-if-needed"),
        pytest.param("<weapon type=mortar>", "سقط صاروخ", None, id="attribute-refuses"),
        pytest.param("<weapon type=mortar|rocket>", "سقط صاروخ", "صاروخ", id="attribute-one-of"),
        pytest.param("<weapon uses=air>", "سقط صاروخ", "صاروخ", id="attribute-that-is-a-list"),
        pytest.param("<weapon uses=air>", "سقطت قذيفة", None, id="attribute-not-given"),
        pytest.param("<weapon number=plural>", "سقطت صواريخ", "صواريخ", id="broken-plural"),
        pytest.param("<weapon number=dual>", "سقط صاروخين", "صاروخين", id="dual-beside-a-broken-plural"),
        pytest.param("<weapon id=katyusha>", "سقط صاروخ", None, id="entry-by-id"),
        pytest.param("<weapon number=dual type=rocket>", "سقط صاروخان", "صاروخان", id="two-restrictions"),
    ],
)
def test_lexicon_entries(tmp_path: Path, pattern: str, text: str, expected: str | None) -> None:
    assert taken(tmp_path, pattern, text, WEAPONS) == expected


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        pytest.param("سقط w=<weapon>", "سقط صاروخ", {"w": ["صاروخ"]}, id="entry"),
        pytest.param("سقط w=<word>+", "سقط صاروخ جديد", {"w": ["صاروخ", "جديد"]}, id="each-time"),
        pytest.param("سقط w=(<word>+)", "سقط صاروخ جديد", {"w": ["صاروخ جديد"]}, id="the-whole-repetition"),
        pytest.param("سقط w=<weapon>?", "سقط أمس", {}, id="optional-left-out-captures-nothing"),
        pytest.param("سقط n=<num>|w=<weapon>", "سقط 15", {"n": ["15"]}, id="alternatives-of-captures-first"),
        pytest.param("سقط n=<num>|w=<weapon>", "سقط صاروخ", {"w": ["صاروخ"]}, id="alternatives-of-captures-second"),
        pytest.param("سقط b=(على c=<word>)", "سقط على دار", {"b": ["على دار"], "c": ["دار"]}, id="nested"),
        pytest.param("x=سقط <weapon> x=أمس", "سقط صاروخ أمس", {"x": ["سقط", "أمس"]}, id="one-name-twice"),
        pytest.param("سقط &(..1 w=<word> $)", "سقط أمس صاروخ", {"w": ["صاروخ"]}, id="what-is-only-looked-at"),
        pytest.param("سقط (a=صاروخ كبير | b=صاروخ)", "سقط صاروخ", {"b": ["صاروخ"]}, id="given-up-captures-vanish"),
    ],
)
def test_captures(tmp_path: Path, pattern: str, text: str, expected: dict[str, list[str]]) -> None:
    assert captures(build(tmp_path, rule(pattern), WEAPONS), text) == expected


@pytest.mark.parametrize("pattern", ["سقط w=<weapon>|<tool>", "سقط w=(<tool> | <weapon>)", "سقط w=<thing>"])
def test_a_capture_of_alternatives_keeps_the_entry(tmp_path: Path, pattern: str) -> None:
    tools = "lexicon: tool\ndescription: Tools.\nentries: [{id: hammer, forms: [مطرقة]}]"
    macros = 'macros: {thing: "(<tool>|<weapon>)"}'
    _, [found] = scan_of(build(tmp_path, rule(pattern), WEAPONS, tools, macros), "سقط صاروخ")
    [hit] = found.captures["w"]
    assert hit.entry is not None
    assert (hit.entry.id, hit.features["type"]) == ("rocket", "rocket")


def test_macros_are_opened_where_they_are_named(tmp_path: Path) -> None:
    macros = 'macros: {place: "(شمال|جنوب) المدينة", fall: "سقط <weapon> <place>"}'
    pack = build(tmp_path, macros, rule("<fall> أمس"), WEAPONS)
    assert mentions(pack, "سقط صاروخ جنوب المدينة أمس") == [("r", "سقط صاروخ جنوب المدينة أمس")]


def test_mentions_can_be_named_by_the_slots_after_them(tmp_path: Path) -> None:
    pack = build(
        tmp_path,
        """
        rules:
          - {id: late, description: Second., slot: toll, match: "قتل c=<count size=big>"}
          - {id: big, description: First., slot: count, match: "<num> ألف", set: {size: big}}
          - {id: small, description: First too., slot: count, match: "<num>", set: {size: small}}
        """,
    )
    assert list(pack.slots) == ["count", "toll"]
    assert mentions(pack, "قتل 3 ألف") == [("big", "3 ألف"), ("late", "قتل 3 ألف")]
    assert mentions(pack, "قتل 3") == [("small", "3")]


def overlapping(tmp_path: Path, *rules: tuple[str, str, int]) -> list[str]:
    lines = "".join(
        f"  - {{id: {name}, description: A rule., slot: s, match: '{pattern}', priority: {priority}}}\n"
        for name, pattern, priority in rules
    )
    return [name for name, _ in mentions(build(tmp_path, "rules:\n" + lines), "قصف مدفعي عنيف أمس")]


def test_the_longer_match_stands(tmp_path: Path) -> None:
    assert overlapping(tmp_path, ("short", "قصف", 0), ("long", "قصف مدفعي", 0)) == ["long"]


def test_the_longest_of_a_rules_patterns_stands(tmp_path: Path) -> None:
    text = "rules: [{id: r, description: A rule., slot: s, match: [قصف, قصف مدفعي عنيف, قصف مدفعي]}]"
    assert mentions(build(tmp_path, text), "قصف مدفعي عنيف") == [("r", "قصف مدفعي عنيف")]


def test_priority_beats_length(tmp_path: Path) -> None:
    assert overlapping(tmp_path, ("short", "مدفعي", 1), ("long", "قصف مدفعي عنيف", 0)) == ["short"]


def test_file_order_decides_between_equals(tmp_path: Path) -> None:
    assert overlapping(tmp_path, ("first", "قصف مدفعي", 0), ("second", "قصف <word>", 0)) == ["first"]


def test_matches_side_by_side_all_stand(tmp_path: Path) -> None:
    assert overlapping(tmp_path, ("b", "عنيف", 0), ("a", "قصف مدفعي", 5)) == ["a", "b"]


def test_a_rule_is_tried_only_where_its_first_words_stand(tmp_path: Path) -> None:
    pack = build(tmp_path, rule("(قصف|<weapon>)? سقط"), WEAPONS)
    [index] = pack.slots.values()
    assert sorted(index.by_key) == ["<weapon", "سقط", "قصف"]
    assert not index.anywhere


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("(<word>* <word>*)* لا", id="stars-of-stars"),
        pytest.param("(((<word>+)+)+)+ لا", id="pluses-inside-one-another"),
        pytest.param(" ".join(["(<word>|<word>)"] * 40) + " لا", id="alternatives-that-are-alike"),
        pytest.param("..20 ..20 ..20 ..20 ..20 ..20 لا", id="gaps-in-a-row"),
        pytest.param("<word>? " * 40 + "لا", id="optionals-in-a-row"),
        pytest.param("!(" * 10 + "(<word>*)* لا" + ")" * 10, id="negations"),
    ],
)
def test_a_pattern_that_would_look_for_ever_gives_up(tmp_path: Path, pattern: str) -> None:
    pack = build(tmp_path, rule("قصف " + pattern))
    started = time.monotonic()
    mentions(pack, "قصف " + "كلمة " * 300)
    assert time.monotonic() - started < 5


def test_a_repetition_over_a_long_sentence_does_not_exhaust_the_stack(tmp_path: Path) -> None:
    pack = build(tmp_path, rule("قصف (<word> <word>? <word>? !لا <word>?)* (<word>|<num>)*"))
    [(name, words)] = mentions(pack, "قصف " + "كلمة " * 3000)
    assert name == "r"
    assert len(words) > 60


def test_entries_with_and_without_the_article_both_count(tmp_path: Path) -> None:
    for forms in ("[الحشد, حشد]", "[حشد, الحشد]", "['=حشد', الحشد]"):
        lexicon = f"lexicon: group\ndescription: Groups.\nentries: [{{id: hashd, forms: {forms}}}]"
        pack = build(tmp_path, rule("<group>"), lexicon)
        assert mentions(pack, "قاتل حشد") == [("r", "حشد")]
        assert mentions(pack, "قاتل الحشد") == [("r", "الحشد")]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("«الدولة الإسلامية»", "تنظيم الدولة الإسلامية"),
        ("أ.ف.ب", "نقلت أ.ف.ب"),
        ("كا-52", "مروحية كا-52"),
        ("إف16", "طائرة إف 16"),
        ("ولم يسفر", "ولم يسفر"),
        ("وبالجيش", "وبالجيش"),
    ],
)
def test_forms_are_cut_as_texts_are(tmp_path: Path, form: str, text: str) -> None:
    lexicon = f"lexicon: thing\ndescription: Things.\nentries: [{{id: thing, forms: ['{form}']}}]"
    assert mentions(build(tmp_path, rule("<thing>"), lexicon), text) != []
