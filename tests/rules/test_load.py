"""Rule files are read strictly: whatever is not understood is a mistake with its place, all of them at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_packs import build, problems, write

from eventx.rules.compile import compile_pack
from eventx.rules.errors import Problem, RuleError
from eventx.rules.load import load_rules

RULE = "{id: r, description: A rule., slot: s, match: قصف}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "lexikon: weapon\n",
            "1.yaml:1:1: a rule file begins with one of lexicon, rules, macros, frames, clitics, inflection, pack, "
            "not 'lexikon' (did you mean 'lexicon'?)",
            id="unknown-kind-of-file",
        ),
        pytest.param(
            "lexicon: weapon\ndescription: W.\nentires: []\nwords: [صاروخ]\n",
            "1.yaml:3:1: unknown key 'entires' (did you mean 'entries'?)",
            id="unknown-key-of-a-lexicon",
        ),
        pytest.param(
            "lexicon: weapon\ndescription: W.\nentries:\n  - {id: a, forms: [صاروخ], typ: rocket}\n",
            "1.yaml:4:29: unknown key 'typ'",
            id="unknown-key-of-an-entry",
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., slot: s, mach: قصف, match: قصف}\n",
            "1.yaml:2:39: unknown key 'mach' (did you mean 'match'?)",
            id="unknown-key-of-a-rule",
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., slot: s, match: قصف, examples: [{text: قصف, expects: x}]}\n",
            "1.yaml:2:74: unknown key 'expects' (did you mean 'expect'?)",
            id="unknown-key-of-an-example",
        ),
        pytest.param("rules: []\n", "1.yaml:1:8: 'rules' must be a list that is not empty", id="no-rules"),
        pytest.param(
            "lexicon: w\ndescription: W.\nwords: []\n",
            "1.yaml:3:8: 'words' must be a list that is not empty",
            id="no-words",
        ),
        pytest.param(
            "lexicon: w\ndescription: W.\nentries:\n",
            "1.yaml:3:9: 'entries' must be a list that is not empty",
            id="no-entries",
        ),
        pytest.param(
            "lexicon: w\ndescription: W.\nentries:\n  - {id: a, forms: []}\n",
            "1.yaml:4:20: 'forms' must be a list that is not empty",
            id="no-forms",
        ),
        pytest.param(
            "lexicon: w\ndescription: W.\nentries:\n  - {id: a}\n",
            "1.yaml:4:5: entry 'a' has no 'forms'",
            id="forms-missing",
        ),
        pytest.param("lexicon: w\ndescription: W.\n", "1.yaml:1:1: a lexicon has 'entries' or 'words'", id="nothing"),
        pytest.param("lexicon: w\nwords: [أ]\n", "1.yaml:1:1: key 'description' is missing", id="no-description"),
        pytest.param(
            "lexicon: w\ndescription: W.\ninflect: nuon\nwords: [أ]\n",
            "1.yaml:3:10: 'inflect' is one of noun, adjective, verb, none, not 'nuon' (did you mean 'noun'?)",
            id="inflection-misspelt",
        ),
        pytest.param(
            "lexicon: w\ndescription: W.\nentries:\n  - {id: Katyusha!, forms: [أ]}\n",
            "1.yaml:4:10: an id is made of a-z, 0-9, '-', '_' and '.', not 'Katyusha!'",
            id="bad-id",
        ),
        pytest.param(
            "lexicon: w\ndescription: W.\nentries:\n  - {id: a, forms: [أ]}\n  - {id: a, forms: [ب]}\n",
            "1.yaml:5:5: duplicate id 'a' in lexicon 'w' (first in 1.yaml:4)",
            id="duplicate-entry",
        ),
        pytest.param(
            "lexicon: w\ndescription: W.\nwords:\n  - صاروخ\n  - قذيفة\n  - صاروخ\n",
            "1.yaml:6:5: duplicate id 'صاروخ' in lexicon 'w' (first in 1.yaml:4)",
            id="duplicate-word",
        ),
        pytest.param(
            f"rules:\n  - {RULE}\n  - {RULE}\n",
            "1.yaml:3:5: duplicate rule id 'r' (first in 1.yaml:2)",
            id="duplicate-rule",
        ),
        pytest.param("rules:\n  - قصف\n", "1.yaml:2:5: a rule is a mapping with id, description and match", id="text"),
        pytest.param(
            "rules:\n  - {id: r, description: R., match: قصف}\n",
            "1.yaml:2:5: rule 'r' must have exactly one of slot, event, guard",
            id="rule-of-no-kind",
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., slot: s, event: attack, match: قصف}\n",
            "1.yaml:2:5: rule 'r' must have exactly one of slot, event, guard",
            id="rule-of-two-kinds",
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., slot: s}\n", "1.yaml:2:5: rule 'r' has no 'match'", id="no-match"
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., slot: s, match: ''}\n", "1.yaml:2:46: 'match' is empty", id="empty"
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., event: bombin, match: قصف}\n",
            "1.yaml:2:37: 'event' is one of suicide_bombing, assassination, kidnapping, execution, chemical_attack, "
            "drone_attack, airstrike, shelling, bombing, arson, armed_assault, armed_clash, attack, not 'bombin' "
            "(did you mean 'bombing'?)",
            id="unknown-event-type",
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., event: attack, match: قصف, set: {wiht: toll}}\n",
            "1.yaml:2:63: unknown key 'wiht' (did you mean 'with'?)",
            id="unknown-event-setting",
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., event: attack, match: قصف, set: {with: tol}}\n",
            "1.yaml:2:69: 'with' is one of toll, sign, not 'tol' (did you mean 'toll'?)",
            id="unknown-event-setting-value",
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., slot: s, value: cout, match: قصف}\n",
            "1.yaml:2:46: 'value' is one of after, ago, between, casualty, count, duration, moment, people, span, "
            "vague-count, vague-time, window, not 'cout' (did you mean 'count'?)",
            id="unknown-value",
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., guard: veto, match: قصف, set: {unless: arms}}\n"
            "  - {id: armed, description: A., guard: evidence, match: صاروخ}\n",
            "1.yaml:2:5: rule 'r': 'unless' names no guard: 'arms' (did you mean 'armed'?)",
            id="unless-nothing",
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., guard: vetoo, match: قصف}\n",
            "1.yaml:2:37: 'guard' is one of veto, foiled, background, hypothetical, aggregate, evidence, not 'vetoo' "
            "(did you mean 'veto'?)",
            id="unknown-guard",
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., guard: veto, match: قصف, set: {scope: sentense}}\n",
            "1.yaml:2:68: 'scope' is one of sentence, document, not 'sentense' (did you mean 'sentence'?)",
            id="unknown-scope",
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., guard: veto, match: قصف, set: {types: shelling bomb}}\n",
            "1.yaml:2:68: 'bomb' is no event type, nor 'casualty' (did you mean 'bombing'?)",
            id="unknown-type-of-a-guard",
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., guard: veto, match: قصف, set: {at_least: many}}\n",
            "1.yaml:2:71: 'at_least' is a whole number from 1 on",
            id="count-that-is-none",
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., slot: s, match: قصف, frame: attack-noun}\n",
            "1.yaml:2:51: 'frame' belongs to 'event:' rules, not to a 'slot:' rule",
            id="key-of-another-kind",
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., slot: s, match: قصف, priority: high}\n",
            "1.yaml:2:61: 'priority' is a whole number, not 'high'",
            id="priority",
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., slot: s, match: قصف, not: []}\n",
            "1.yaml:2:56: 'not' must be a list that is not empty",
            id="no-counter-examples",
        ),
        pytest.param(
            "rules:\n  - {id: r, description: R., slot: s, match: قصف, examples: [{text: قصف, published: 4.5.2021}]}\n",
            "1.yaml:2:85: '4.5.2021' is no date such as 2021-05-04",
            id="date-of-an-example",
        ),
        pytest.param("macros: [a]\n", "1.yaml:1:9: 'macros' is a mapping of names to patterns", id="macros-list"),
        pytest.param("macros: {a: [b]}\n", "1.yaml:1:13: macro 'a' must be a pattern", id="macro-list"),
        pytest.param("frames: {a: b}\n", "1.yaml:1:13: 'arguments' is a mapping of slots to patterns", id="frame"),
        pytest.param(
            "a: *x\n", "1.yaml:1:4: YAML anchors and aliases are not allowed in rules; put the text in quotes"
        ),
        pytest.param(
            "rules:\n\t- a\n",
            "1.yaml:2:1: not valid YAML: found character that cannot start any token "
            "(a tab stands here: YAML wants spaces)",
            id="tab",
        ),
        pytest.param("pack: mine\nversion: 1\n", "1.yaml:1:1: key 'schema' is missing", id="pack-without-schema"),
        pytest.param(
            "pack: mine\nversion: 1\nschema: 99\n",
            "1.yaml:3:9: written for rule schema 99; this eventx reads schema 1",
            id="pack-of-another-schema",
        ),
        pytest.param(
            "pack: mine\nversion: 1\nschema: 1\nauthor: me\n",
            "1.yaml:4:1: unknown key 'author'",
            id="unknown-key-of-pack",
        ),
    ],
)
def test_one_mistake(tmp_path: Path, text: str, expected: str) -> None:
    assert problems(tmp_path, text) == [expected]


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        "lexicon: w\ndescription: W.\nentires: []\ninflect: nuon\nwords: [أ]\n",
        "rules:\n  - {id: R!, description: R., slot: s, prioritty: 1}\n"
        "  - {id: q, description: Q., guard: no, match: أ}\n",
        "a: [b\n",
    )
    assert [p.split(": ")[0] for p in found] == [
        "1.yaml:3:1",
        "1.yaml:4:10",
        "2.yaml:2:5",
        "2.yaml:2:10",
        "2.yaml:2:40",
        "2.yaml:3:37",
        "3.yaml:2:1",
    ]


def test_duplicates_across_files_of_a_pack_are_found(tmp_path: Path) -> None:
    lexicon = "lexicon: w\ndescription: W.\nentries: [{id: a, forms: [أ]}]\n"
    assert problems(
        tmp_path, lexicon, lexicon, f"rules: [{RULE}]", f"rules: [{RULE}]", "macros: {m: أ}", "macros: {m: ب}"
    ) == [
        "2.yaml:3:11: duplicate id 'a' in lexicon 'w' (first in 1.yaml:3)",
        "4.yaml:1:9: duplicate rule id 'r' (first in 3.yaml:1)",
        "6.yaml:1:10: duplicate macro 'm'",
    ]


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "old.yaml").write_bytes("lexicon: سلاح\n".encode("cp1256"))
    assert problems(tmp_path) == ["old.yaml:1:1: not UTF-8 text (byte 9)"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no such rule folder"):
        load_rules([tmp_path / "nowhere"], shipped=False)


def test_a_pack_without_orthography(tmp_path: Path) -> None:
    (tmp_path / "1.yaml").write_text(f"rules: [{RULE}]", encoding="utf-8")
    with pytest.raises(RuleError, match=r"no usable clitics\.yaml"):
        compile_pack(load_rules([tmp_path], shipped=False))


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "1.yaml").write_text(f"rules: [{RULE}]", encoding="utf-8-sig")
    assert [r.id for r in build(tmp_path).pack.rules] == ["r"]


def test_a_lexicon_may_be_spread_over_files(tmp_path: Path) -> None:
    first = "lexicon: w\ndescription: W.\nattributes: [a]\nentries: [{id: x, a: '007', forms: [أ]}]\n"
    second = "lexicon: w\ndescription: More.\nattributes: [b]\nentries: [{id: y, b: 12, forms: [ب, ت]}]\n"
    lexicon = build(tmp_path, first, second).pack.lexicons["w"]
    assert lexicon.attributes == ("a", "b")
    assert [(e.id, dict(e.attributes), e.forms) for e in lexicon.entries] == [
        ("x", {"a": "007"}, ("أ",)),
        ("y", {"b": 12}, ("ب", "ت")),
    ]


def test_a_pack_tells_its_name_and_version(tmp_path: Path) -> None:
    [manifest] = build(tmp_path, "pack: mine\ndescription: My rules.\nversion: 1.2\nschema: 1\n").pack.manifests
    assert (manifest.name, manifest.description, manifest.version) == ("mine", "My rules.", "1.2")


def test_a_folder_holds_one_pack(tmp_path: Path) -> None:
    pack = "pack: mine\nversion: 1\nschema: 1\n"
    [found] = problems(tmp_path, pack, pack)
    assert "2.yaml:1:1: a second 'pack' (first in " in found


def placed(found: tuple[Problem, ...]) -> None:
    assert found
    assert all(p.line >= 1 and p.column >= 1 and p.message for p in found)


KEYS = [
    "lexicon",
    "description",
    "inflect",
    "entries",
    "words",
    "rules",
    "id",
    "slot",
    "event",
    "guard",
    "match",
    "set",
]
KEYS += [
    "examples",
    "not",
    "macros",
    "frames",
    "pack",
    "arguments",
    "frame",
    "value",
    "priority",
    "off",
    "forms",
    "plural",
]
VALUES = st.sampled_from(
    ["قصف", "<w>", "a=<b>|c", "noun", "verb", "", "..3", "(", "attack", "veto", "1", "before: ..2 x=أ"]
)
NODES = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), NODES, min_size=1, max_size=4))
def test_any_shape_of_file_loads_or_is_a_rule_error(tmp_path: Path, shape: dict[str, object]) -> None:
    try:
        build(tmp_path, json.dumps(shape, ensure_ascii=False))
    except RuleError as error:
        placed(error.problems)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text("abق: -[]{}&*!|>'\"#%@`,?\n\t0.<>=", max_size=50), st.integers(0, 120), st.integers(0, 6))
def test_a_damaged_file_loads_or_is_a_rule_error(tmp_path: Path, inserted: str, at: int, cut: int) -> None:
    sound = f"macros:\n  m: 'قصف|ضرب'\nrules:\n  - {RULE}\n  - id: x\n    description: X.\n    slot: t\n"
    sound += "    match: [<s>, <m>]\n"
    try:
        build(tmp_path, sound[:at] + inserted + sound[at + cut :])
    except RuleError as error:
        placed(error.problems)
