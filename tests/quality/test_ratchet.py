"""The scores on hand-coded articles do not fall.

They are on record in scores.json. A change that is right and costs something all the same is recorded, and explained in
its commit: python tests/quality/record.py
"""

from __future__ import annotations

import pytest
from measuring import SETS, Score, available, measure, recorded, worse

TOLERANCE = 0.005


@pytest.mark.parametrize("name", SETS)
def test_scores_do_not_fall(name: str) -> None:
    if not available(name):
        pytest.skip(f"the articles of `{name}` are not on this machine (../shared)")
    fallen = worse(recorded()[name], measure(name), TOLERANCE)
    assert not fallen, f"{name}: " + "; ".join(fallen)


def test_scores_of_every_set_are_on_record() -> None:
    assert set(recorded()) == set(SETS)


def test_a_fall_is_seen() -> None:
    before = Score(0.7, 0.8, ["D1"])
    assert worse(before, Score(0.6951, 0.7951, ["D1"]), TOLERANCE) == []
    assert worse(before, Score(0.9, 0.9, []), TOLERANCE) == []
    assert worse(before, Score(0.694, 0.8, ["D1"]), TOLERANCE) == ["overall F1 fell from 0.7000 to 0.6940"]
    assert worse(before, Score(0.7, 0.79, ["D1"]), TOLERANCE) == ["events F1 fell from 0.8000 to 0.7900"]
    assert worse(before, Score(0.7, 0.8, ["D1", "D2"]), TOLERANCE) == ["D2 has no attack and was quiet before"]
