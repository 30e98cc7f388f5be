"""Checks a rule pack: everything that is wrong with it, all at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from eventx.rules.compile import compile_pack
from eventx.rules.errors import Problem, RuleError
from eventx.rules.load import load_rules

PROVIDED = ("place", "trigger", "future")
"""Slots that code finds and patterns may name."""


def check(directories: Iterable[Path] = ()) -> tuple[Problem, ...]:
    """The problems of the shipped pack with `directories` laid over it, in order of place."""
    try:
        pack = load_rules(directories)
        compiled = compile_pack(pack, PROVIDED)
    except RuleError as error:
        return error.problems
    untested = (
        rule.place.problem(f"rule '{rule.id}' has no {what}")
        for rule in pack.rules
        for what, examples in (("'examples'", rule.examples), ("'not' examples", rule.silent))
        if not examples
    )
    return tuple(sorted([*untested, *compiled.warnings]))
