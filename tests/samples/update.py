"""Writes samples/*.json and the known differences from the hand-coding: python tests/samples/update.py

Read what it prints, and `git diff`, before you commit: it takes whatever the program does now for right.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter

from comparison import differences
from extraction import KNOWN, SAMPLES, events, gold, known_differences, names, printed


def update() -> None:
    """Write the files, and tell what became worse and what better."""
    before, after = known_differences(), {}
    for name in names():
        (SAMPLES / f"{name}.json").write_text(printed(name), encoding="utf-8")
        coding = gold(name)["events"]
        if not coding and events(name):
            print(f"{name}: {len(events(name))} events where there is no attack; this can't be recorded")
        found = differences(coding, events(name)) if coding else []
        if found:
            after[name] = found
        old, new = Counter(before.get(name, ())), Counter(found)
        for mark, lines in (("+", new - old), ("-", old - new)):
            for line in sorted(lines.elements()):
                print(f"{mark} {name}: {line}")
    KNOWN.write_text(json.dumps(after, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{sum(map(len, before.values()))} differences before, {sum(map(len, after.values()))} now")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    update()
