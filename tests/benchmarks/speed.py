"""How fast eventx is, next to camel-tools' own tokeniser: python tests/benchmarks/speed.py [ARTICLES.jsonl]

Both figures are ratios taken in one run on one machine, so that they can be compared between machines and between
changes; the samples are read where no articles are named. CPU time is counted, the best of several rounds: what else the machine does
matters little.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from camel_tools.tokenizers.word import simple_word_tokenize

from eventx import Extractor

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5
ARTICLES = 200
"""As many are read: more say nothing new."""


def texts(path: str | None) -> list[str]:
    """The articles to read."""
    if path is None:
        return [sample.read_text(encoding="utf-8") for sample in sorted((ROOT / "samples").glob("*.txt"))]
    lines = Path(path).read_text(encoding="utf-8").splitlines()[:ARTICLES]
    return [json.loads(line)["text"] for line in lines]


def best(work: Callable[[], object]) -> float:
    """CPU seconds of the fastest of several rounds."""

    def rounds() -> Iterator[float]:
        for _ in range(ROUNDS):
            begun = time.process_time()
            work()
            yield time.process_time() - begun

    return min(rounds())


def process(code: str) -> float:
    """CPU seconds of a Python process of its own."""

    def rounds() -> Iterator[float]:
        for _ in range(ROUNDS):
            before = os.times()
            subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
            after = os.times()
            yield after.children_user + after.children_system - before.children_user - before.children_system

    return min(rounds())


def main() -> None:
    """Measure and print."""
    articles = texts(sys.argv[1] if len(sys.argv) > 1 else None)
    extractor = Extractor()
    tokenising = best(lambda: [simple_word_tokenize(text) for text in articles])
    reading = best(lambda: [extractor.extract(text) for text in articles])
    print(
        f"{len(articles)} articles: {len(articles) / reading:.0f} a second, {reading / tokenising:.1f} x the tokeniser alone"
    )
    importing = process("import camel_tools.tokenizers.word")
    starting = process(
        "import sys; from eventx.cli import main; sys.argv[1:] = ['extract', 'samples/market-car-bomb.txt']; main()"
    )
    print(f"start-up with one article: {starting:.2f} s, {starting / importing:.1f} x importing the tokeniser")


if __name__ == "__main__":
    main()
