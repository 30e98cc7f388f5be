"""Patterns may name only what exists, and a mistake in one is shown at its very letter."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from small_packs import build, mentions, problems, rule, write

from eventx.rules.compile import compile_pack
from eventx.rules.load import load_rules

WEAPONS = """
    lexicon: weapon
    description: Weapons.
    inflect: noun
    attributes: [type]
    entries:
      - {id: rocket, type: rocket, forms: [صاروخ]}
      - {id: shell, type: mortar, forms: [قذيفة]}
"""


def column_of(text: str, mark: str) -> str:
    """`line:column` of `mark` in a text."""
    before = text[: text.index(mark)]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


HEAD = "rules:\n  - id: r\n    description: R.\n    slot: s\n    match: "


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("قصف <wepon>\n", id="plain"),
        pytest.param("'قصف <wepon>'\n", id="single-quotes"),
        pytest.param('"قصف <wepon>"\n', id="double-quotes"),
        pytest.param("[هجوم, 'قصف <wepon>']\n", id="in-a-list"),
        pytest.param(">-\n      (هجوم\n      | قصف <wepon>)\n", id="folded-block"),
    ],
)
def test_an_undefined_name_is_shown_where_it_stands(tmp_path: Path, written: str) -> None:
    text = HEAD + written
    assert problems(tmp_path, text, WEAPONS) == [
        f"1.yaml:{column_of(text, '<wepon>')}: '<wepon>' is no lexicon, slot or macro (did you mean 'weapon'?)"
    ]


def test_a_pattern_that_cannot_be_read_is_shown_where_it_breaks(tmp_path: Path) -> None:
    text = HEAD + "'قصف (عنيف @ جدا)'\n"
    [found] = problems(tmp_path, text)
    assert found == f"1.yaml:{column_of(text, '@')}: pattern: unexpected character '@': قصف (عنيف @ جدا)"


def test_mistakes_in_arguments_and_frames_are_shown_behind_before(tmp_path: Path) -> None:
    text = """\
frames:
  f:
    actor: ["..3 actor=<aktor>"]
rules:
  - id: r
    description: R.
    event: attack
    match: قصف
    frame: fram
    arguments:
      target: "before:  target=<tarjet> ..3"
  - {id: a, description: Actor., slot: actor, match: جيش}
  - {id: t, description: Target., slot: target, match: دار}
"""
    assert problems(tmp_path, text) == [
        f"1.yaml:{column_of(text, '<aktor>')}: '<aktor>' is no lexicon, slot or macro (did you mean 'actor'?)",
        "1.yaml:5:5: rule 'r': unknown frame 'fram'",
        f"1.yaml:{column_of(text, '<tarjet>')}: '<tarjet>' is no lexicon, slot or macro (did you mean 'target'?)",
    ]


def test_an_argument_must_capture_what_it_is_for(tmp_path: Path) -> None:
    text = "rules: [{id: r, description: R., event: attack, match: قصف, arguments: {target: ..3 actor=<word>}}]\n"
    assert problems(tmp_path, text) == [
        "1.yaml:1:81: this pattern for 'target' captures nothing of that name, such as target=<target>"
    ]


def test_an_argument_may_capture_inside_a_macro(tmp_path: Path) -> None:
    macros = 'macros: {aim: "(على | ضد) target=<word>"}\n'
    text = "rules: [{id: r, description: R., event: attack, match: قصف, arguments: {target: '..3 <aim>'}}]\n"
    assert [r.id for r in build(tmp_path, macros, text).pack.rules] == ["r"]


def test_a_mistake_in_a_macro_is_shown_once_and_in_the_macro(tmp_path: Path) -> None:
    macros = "macros: {m: <nothing>, unused: (قصف}\n"
    assert problems(tmp_path, macros, rule("<m> أ"), rule("<m> ب").replace("id: r", "id: q")) == [
        "1.yaml:1:13: '<nothing>' is no lexicon, slot or macro",
        "1.yaml:1:32: pattern: '(' is never closed: (قصف",
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("<weapon typ=rocket>", "1.yaml:5:13: lexicon 'weapon' has no attribute 'typ' (did you mean 'type'?)"),
        ("<num type=x>", "1.yaml:5:13: '<num>' takes no restrictions"),
        ("<m type=x>", "1.yaml:5:13: '<m>' takes no restrictions"),
        ("أ <weapon number=dual tense=perfect>", None),
    ],
)
def test_restrictions_name_what_a_lexicon_has(tmp_path: Path, pattern: str, expected: str | None) -> None:
    texts = (rule(pattern), WEAPONS, "macros: {m: قصف}")
    if expected is None:
        build(tmp_path, *texts)
    else:
        assert problems(tmp_path, *texts) == [expected]


def test_a_value_that_no_entry_has_is_a_warning(tmp_path: Path) -> None:
    [warning] = build(tmp_path, rule("أ <weapon type=rockett>"), WEAPONS).warnings
    assert warning.severity == "warning"
    assert (warning.line, warning.column) == (5, 15)
    assert warning.message == "no entry of 'weapon' has type=rockett (did you mean 'rocket'?)"


@pytest.mark.parametrize(
    "macros",
    [
        '{a: "<a>"}',
        '{a: "<b> <b>", b: "<a> <a>"}',
        '{a: "x=<b>", b: "(<a>|قصف)"}',
    ],
)
def test_a_macro_that_names_itself_is_a_mistake(tmp_path: Path, macros: str) -> None:
    found = problems(tmp_path, f"macros: {macros}", rule("<a>"), rule("قصف <a>").replace("id: r", "id: q"))
    assert found
    assert all("names itself: " in p for p in found)


def test_macros_that_double_each_other_cost_no_more_than_their_text(tmp_path: Path) -> None:
    lines = "".join(f"  m{i}: '<m{i - 1}> <m{i - 1}>'\n" for i in range(1, 20))
    started = time.monotonic()
    build(tmp_path, f"macros:\n  m0: قصف\n{lines}", rule("<m19>"))
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("order", [1, -1])
def test_macros_in_an_endless_row_are_refused_or_read(tmp_path: Path, order: int) -> None:
    names = [f"m{i:04}" for i in range(2000)]
    lines = [f"  {name}: '<{names[i + 1] if i + 1 < 2000 else 'num'}>'\n" for i, name in enumerate(names)]
    text = "macros:\n" + "".join(lines[::order])
    if order == 1:
        assert all("too deep" in p for p in problems(tmp_path, text, rule("<m0000>")))
    else:
        assert mentions(build(tmp_path, text, rule("<m1990> قتيلا")), "سقط 15 قتيلا") == [("r", "15 قتيلا")]


def test_slots_that_name_each_other_are_a_mistake(tmp_path: Path) -> None:
    text = """\
rules:
  - {id: a, description: A., slot: first, match: قتل <second>}
  - {id: b, description: B., slot: second, match: قصف <third>}
  - {id: c, description: C., slot: third, match: سقط <first>}
"""
    assert problems(tmp_path, text) == ["1.yaml:2:5: slots name each other in a circle: first, second, third"]


def test_a_slot_that_names_itself_is_a_mistake(tmp_path: Path) -> None:
    text = "macros: {m: '(قصف|<s>)'}\nrules: [{id: a, description: A., slot: s, match: قتل <m>}]"
    assert problems(tmp_path, text) == ["1.yaml:2:9: rule 'a' yields 's' and names it too"]


def test_a_slot_may_be_named_like_the_lexicon_it_reads(tmp_path: Path) -> None:
    pack = build(tmp_path, rule("<weapon>").replace("slot: s", "slot: weapon"), WEAPONS)
    assert mentions(pack, "سقط صاروخ") == [("r", "صاروخ")]


def test_slots_found_by_code_may_be_named(tmp_path: Path) -> None:
    folder = write(tmp_path, rule("قصف <place>"))
    pack = compile_pack(load_rules([folder], shipped=False), provided=("place",))
    assert list(pack.slots) == ["place", "s"]


@pytest.mark.parametrize(
    ("spelled_out", "plain", "text"),
    [
        ("مسؤوليتها", "مسؤولية", "أعلنت مسؤوليتها"),
        ("مسؤوليته", "مسؤولية", "أعلن مسؤوليته"),
        ("لمنع", "منع", "تحرك لمنع ذلك"),
        ("ولم", "لم", "قال ولم يفعل"),
    ],
)
def test_a_word_spelled_out_with_a_particle_or_pronoun_does_not_hide_the_word(
    tmp_path: Path, spelled_out: str, plain: str, text: str
) -> None:
    pack = build(tmp_path, rule(spelled_out), rule(plain).replace("id: r", "id: q").replace("slot: s", "slot: t"))
    assert [name for name, _ in mentions(pack, text)] == ["r", "q"]
    assert [name for name, _ in mentions(pack, f"كان {plain} هنا")] == ["q"]


@pytest.mark.parametrize("word", ["قانونية", "اقتصادي"])
def test_an_ending_that_may_belong_to_the_word_stays_on_it(tmp_path: Path, word: str) -> None:
    pack = build(tmp_path, rule(word), rule("قانوني|اقتصاد").replace("id: r", "id: q").replace("slot: s", "slot: t"))
    assert mentions(pack, f"مسألة {word} بحتة") == [("r", word)]
