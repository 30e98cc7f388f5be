"""`check` and `run_examples` on whole packs: the shipped one, and one of a user's laid over it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent

import pytest

from eventx.rules.check import check
from eventx.rules.errors import Problem, RuleError, did_you_mean
from eventx.rules.testing import ExampleResult, run_examples


def pack(folder: Path, text: str) -> Path:
    (folder / "mine.yaml").write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return folder


def own(found: Sequence[Problem], folder: Path) -> list[str]:
    return [f"{p.line}:{p.column}: {p.severity}: {p.message}" for p in found if folder in p.path.parents]


def test_the_shipped_pack_has_no_errors() -> None:
    assert [str(p) for p in check() if p.severity == "error"] == []


def test_rules_without_examples_and_doubtful_patterns_are_reported(tmp_path: Path) -> None:
    text = """
        rules:
          - {id: my.r, description: R., slot: weapon, match: منجنيق}
          - id: my.q
            description: Q.
            slot: weapon
            match: "<month number=dueal>"
            examples: [مضى شهران]
            not: [مضى عام]
    """
    assert own(check([pack(tmp_path, text)]), tmp_path) == [
        "2:5: error: rule 'my.r' has no 'examples'",
        "2:5: error: rule 'my.r' has no 'not' examples",
        "6:13: warning: no entry of 'month' has number=dueal (did you mean 'dual'?)",
    ]


def test_a_pack_that_cannot_be_loaded_is_reported_not_raised(tmp_path: Path) -> None:
    assert own(check([pack(tmp_path, "rules:\n  - {id: my.r}\n")]), tmp_path) == [
        "2:5: error: key 'description' is missing",
        "2:5: error: rule 'my.r' must have exactly one of slot, event, guard",
    ]


EXAMPLES = """
    rules:
      - id: my.sling
        description: A catapult.
        slot: weapon
        match: "<num>? منجنيق"
        examples:
          - هاجموا السور بثلاثة مجانيق
          - رماهم 3 منجنيق
          - {text: رماهم 3 منجنيق, expect: 3 منجنيق}
          - {text: رماهم 3 منجنيق, expect: منجنيق}
        not:
          - رماهم بالحجارة
          - رماهم المنجنيق
      - id: my.siege
        description: A siege engine at work.
        event: attack
        frame: attack-verb
        priority: 9
        match: "دك ..3 منجنيق"
        examples:
          - {text: دك المنجنيق سور المدينة وقتل جنديان, expect: {type: attack, killed: 2}}
          - {text: دك المنجنيق سور المدينة وقتل جنديان, expect: {type: attack, killed: 3}}
        not:
          - وصل المنجنيق إلى سور المدينة
      - id: my.guard-game
        description: A game.
        guard: veto
        match: "<trigger> ..9 لعبة"
        examples:
          - دك المنجنيق سور المدينة في اللعبة
        not:
          - دك المنجنيق سور المدينة
"""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[ExampleResult]]:
    """The results of the pack above, by rule."""
    found: dict[str, list[ExampleResult]] = {}
    for result in run_examples([pack(tmp_path_factory.mktemp("mine"), EXAMPLES)], "my."):
        found.setdefault(result.rule, []).append(result)
    return found


def test_only_the_rules_asked_for_are_run(results: dict[str, list[ExampleResult]]) -> None:
    assert list(results) == ["my.sling", "my.siege", "my.guard-game"]


def test_a_mention_must_be_found_with_the_words_expected(results: dict[str, list[ExampleResult]]) -> None:
    assert [(r.line, r.ok) for r in results["my.sling"]] == [
        (7, False),
        (8, True),
        (9, True),
        (10, False),
        (12, True),
        (13, False),
    ]


def test_a_failure_tells_what_was_expected_and_what_came(results: dict[str, list[ExampleResult]]) -> None:
    missing, _, _, other, _, noisy = results["my.sling"]
    assert missing.expected == "my.sling fires"
    assert other.expected == "منجنيق"
    assert "3 منجنيق" in other.got
    assert (noisy.expected, noisy.got) == ("silence", "المنجنيق")


def test_an_event_must_have_the_slots_expected(results: dict[str, list[ExampleResult]]) -> None:
    good, bad, silent = results["my.siege"]
    assert (good.ok, bad.ok, silent.ok) == (True, False, True)
    assert bad.expected == "{'type': 'attack', 'killed': '3'}"
    assert bad.got == "{'type': 'attack', 'killed': '2'}"


def test_guards_have_examples_too(results: dict[str, list[ExampleResult]]) -> None:
    assert [r.ok for r in results["my.guard-game"]] == [True, True]


def test_examples_of_a_broken_pack_do_not_run(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="'entries' or 'words'"):
        run_examples([pack(tmp_path, "lexicon: w\ndescription: W.\n")])


def test_problems_print_as_editors_read_them() -> None:
    assert str(Problem(Path("a/b.yaml"), 3, 7, "unknown key 'x'")) == "a/b.yaml:3:7: error: unknown key 'x'"


def test_a_rule_error_sorts_its_problems_and_drops_repeats() -> None:
    first, second = Problem(Path("a"), 2, 1, "x"), Problem(Path("a"), 10, 1, "y")
    assert RuleError([second, first, second]).problems == (first, second)


@pytest.mark.parametrize(
    ("word", "hint"),
    [("wepon", " (did you mean 'weapon'?)"), ("zzz", ""), ("", ""), ("weapon", " (did you mean 'weapon'?)")],
)
def test_near_misses_are_guessed(word: str, hint: str) -> None:
    assert did_you_mean(word, ["weapon", "actor"]) == hint
