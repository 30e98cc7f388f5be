"""How fast eventx reads: articles a second, beside camel-tools' tokeniser alone on the same texts in the same run.

    python tests/benchmarks/throughput.py FILE.jsonl[.gz] ... [--articles 300] [--every 1] [--rounds 5]

Each file holds one article a line, with `text` and perhaps `id`, `title` and `published`. Both are timed in turn, in
processor time, so that other work on the machine hits them alike; the figures are medians over the rounds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median

from camel_tools.tokenizers.word import simple_word_tokenize

from eventx.extractor import Extractor
from eventx.model import Document


def documents(path: Path) -> Iterator[Document]:
    """The articles of a file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            record = json.loads(line)
            title = record.get("title") or None
            text = f"{title}\n\n{record['text']}" if title else record["text"]
            published = date.fromisoformat(record["published"]) if record.get("published") else None
            known = None if published is None else "record"
            yield Document(str(record.get("id", number)), text, title, published, known)  # type: ignore[arg-type]


def seconds(work: Callable[[Document], object], articles: Sequence[Document]) -> float:
    """The processor time that `work` takes over all articles."""
    started = time.process_time()
    for article in articles:
        work(article)
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, default=300, help="at most so many of each file")
    parser.add_argument("--every", type=int, default=1, help="one article in so many")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    extractor = Extractor()
    for path in options.files:
        articles = list(islice(documents(path), 0, options.articles * options.every, options.every))
        with_events = sum(bool(extractor.read(article).events) for article in articles)  # and warms up
        tokeniser: list[float] = []
        pipeline: list[float] = []
        for _ in range(options.rounds):
            tokeniser.append(seconds(lambda article: simple_word_tokenize(article.text), articles))
            pipeline.append(seconds(extractor.read, articles))
        words = sum(len(article.text.split()) for article in articles) / len(articles)
        print(f"{path.name}: {len(articles)} articles, {words:.0f} words on average, {with_events} with events")
        print(f"  simple_word_tokenize  {len(articles) / median(tokeniser):8.1f} articles/s")
        print(f"  eventx                {len(articles) / median(pipeline):8.1f} articles/s")
        print(f"  ratio                 {median(p / t for p, t in zip(pipeline, tokeniser, strict=True)):8.1f}")


if __name__ == "__main__":
    main()
