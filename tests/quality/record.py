"""Writes the scores of now to scores.json, and what changed to the terminal: python tests/quality/record.py"""

from __future__ import annotations

import json

from measuring import RECORD, SETS, available, measure, recorded


def record() -> None:
    """Measure every set that is on this machine; the others keep their record."""
    scores = recorded()
    for name in SETS:
        if not available(name):
            print(f"{name}: not on this machine")
            continue
        before, now = scores.get(name), measure(name)
        scores[name] = now
        for slot, new in (("overall", now.overall), ("events", now.events)):
            print(f"{name}: {slot} {new:.4f}" + (f" (was {getattr(before, slot):.4f})" if before else ""))
        print(
            f"{name}: {len(now.disturbed)} quiet articles disturbed"
            + (f" (were {len(before.disturbed)})" if before else "")
        )
    values = {name: scores[name]._asdict() for name in SETS if name in scores}
    RECORD.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    record()
