"""Packs laid over one another: later ones add, replace by id and switch off."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_packs import build, mentions, problems, write

from eventx.rules.compile import CompiledPack, compile_pack
from eventx.rules.errors import RuleError
from eventx.rules.load import load_rules

BASE = """
    lexicon: weapon
    description: Weapons.
    inflect: noun
    attributes: [type]
    entries:
      - {id: rocket, type: rocket, forms: [صاروخ]}
      - {id: shell, type: mortar, forms: [قذيفة]}
"""
RULES = """
    macros: {fall: "(سقط|سقطت)"}
    rules:
      - {id: fall, description: It falls., slot: s, match: "<fall> <weapon type=rocket>"}
      - {id: hit, description: It hits., slot: s, match: أصاب <weapon>}
"""


def layered(tmp_path: Path, *over: str) -> CompiledPack:
    base = write(tmp_path / "base", BASE, RULES)
    mine = tmp_path / "mine"
    mine.mkdir()
    for number, text in enumerate(over, 1):
        (mine / f"{number}.yaml").write_text(text, encoding="utf-8")
    return compile_pack(load_rules([base, mine], shipped=False), provided=())


def test_a_rule_is_replaced_by_id_and_keeps_its_place(tmp_path: Path) -> None:
    pack = layered(tmp_path, "rules: [{id: fall, description: Mine., slot: s, match: هبط <weapon>}]")
    assert [(r.id, r.description) for r in pack.pack.rules] == [("fall", "Mine."), ("hit", "It hits.")]
    assert mentions(pack, "سقط صاروخ") == []
    assert mentions(pack, "هبط صاروخ") == [("fall", "هبط صاروخ")]


def test_a_rule_is_switched_off(tmp_path: Path) -> None:
    pack = layered(tmp_path, "rules: [{off: fall}]")
    assert [r.id for r in pack.pack.rules] == ["hit"]


def test_several_rules_are_switched_off(tmp_path: Path) -> None:
    assert layered(tmp_path, "rules: [{off: [fall, hit]}]").pack.rules == ()


def test_switching_off_what_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        layered(tmp_path, "rules: [{off: fal}]")
    [problem] = caught.value.problems
    assert (problem.path.parent.name, problem.line, problem.column) == ("mine", 1, 15)
    assert problem.message == "no rule 'fal' to switch off (did you mean 'fall'?)"


def test_a_pack_cannot_switch_off_its_own_rule(tmp_path: Path) -> None:
    text = "rules: [{id: r, description: R., slot: s, match: قصف}, {off: r}]"
    assert problems(tmp_path, text) == ["1.yaml:1:62: no rule 'r' to switch off"]


def test_lexicon_entries_are_added_and_replaced(tmp_path: Path) -> None:
    more = "lexicon: weapon\ndescription: More.\nattributes: [type, weight]\ninflect: noun\nentries:\n"
    more += (
        "  - {id: shell, type: rocket, weight: heavy, forms: [طلقة]}\n  - {id: drum, type: rocket, forms: [برميل]}\n"
    )
    pack = layered(tmp_path, more)
    lexicon = pack.pack.lexicons["weapon"]
    assert [e.id for e in lexicon.entries] == ["rocket", "shell", "drum"]
    assert lexicon.attributes == ("type", "weight")
    assert mentions(pack, "سقطت طلقة") == [("fall", "سقطت طلقة")]
    assert mentions(pack, "سقط برميل") == [("fall", "سقط برميل")]
    assert mentions(pack, "أصاب قذيفة") == []


def test_macros_and_frames_are_replaced(tmp_path: Path) -> None:
    pack = layered(tmp_path, 'macros: {fall: هوى}\nframes: {f: {actor: "..3 actor=<word>"}}')
    assert mentions(pack, "هوى صاروخ") == [("fall", "هوى صاروخ")]
    assert list(pack.pack.frames) == ["f"]


def test_a_pack_on_top_can_use_what_lies_below(tmp_path: Path) -> None:
    pack = layered(tmp_path, "rules: [{id: mine, description: Mine., slot: t, match: 'بعد <s>'}]")
    assert ("mine", "بعد سقط صاروخ") in mentions(pack, "بعد سقط صاروخ")


def test_manifests_are_kept_in_order(tmp_path: Path) -> None:
    pack = layered(tmp_path, "pack: mine\nversion: 0.1\nschema: 1\n")
    assert [m.name for m in pack.pack.manifests] == ["mine"]


def test_the_order_of_files_does_not_depend_on_the_folder(tmp_path: Path) -> None:
    names = ["b/2.yaml", "a/9.yaml", "a/1.yaml", "c.yaml"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        ident = name.replace("/", "-").removesuffix(".yaml")
        text = f"rules: [{{id: {ident}, description: R., slot: s, match: قصف}}]"
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [r.id for r in build(tmp_path).pack.rules] == ["a-1", "a-9", "b-2", "c"]


def test_the_shipped_pack_lies_below_unless_asked_otherwise(tmp_path: Path) -> None:
    pack = load_rules([])
    assert [m.name for m in pack.manifests] == ["eventx"]
    assert len(pack.directories) == 1


def arguments(pack: CompiledPack, frame: str) -> dict[str, list[str]]:
    """The patterns of a frame by argument."""
    return {slot: [p.text for p in patterns] for slot, patterns in pack.pack.frames[frame].items()}


def test_a_frame_tries_its_own_patterns_before_those_of_the_frame_that_it_extends(tmp_path: Path) -> None:
    pack = layered(
        tmp_path,
        """
frames:
  verb: {extends: noun, target: [target=أ, target=ب]}
  noun: {extends: act, actor: actor=ج}
  act: {actor: actor=د, target: target=ه}
""",
    )
    assert arguments(pack, "verb") == {"actor": ["actor=ج", "actor=د"], "target": ["target=أ", "target=ب", "target=ه"]}
    assert list(arguments(pack, "verb")) == ["actor", "target"]
    assert arguments(pack, "act") == {"actor": ["actor=د"], "target": ["target=ه"]}


def test_a_frame_extends_one_of_a_pack_below_as_it_stands_there_in_the_end(tmp_path: Path) -> None:
    base = write(tmp_path / "base", "frames: {act: {actor: actor=أ}, noun: {extends: act}}")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "1.yaml").write_text("frames: {act: {actor: actor=ب}, own: {extends: noun}}", encoding="utf-8")
    pack = compile_pack(load_rules([base, mine], shipped=False), provided=())
    assert arguments(pack, "own") == arguments(pack, "noun") == {"actor": ["actor=ب"]}


def test_frames_that_extend_each_other_are_a_mistake(tmp_path: Path) -> None:
    text = "frames: {a: {extends: b}, b: {extends: c}, c: {extends: b}}\n"
    assert problems(tmp_path, text) == [
        "1.yaml:1:40: frame 'b' extends itself: c -> b -> c",
        "1.yaml:1:57: frame 'c' extends itself: b -> c -> b",
    ]


def test_a_mistake_in_an_extended_frame_is_told_once(tmp_path: Path) -> None:
    text = "frames: {a: {actor: actor=<aktor>}, b: {extends: a}, c: {extends: b}}\n"
    assert problems(tmp_path, text) == ["1.yaml:1:27: '<aktor>' is no lexicon, slot or macro"]
