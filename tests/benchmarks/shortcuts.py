"""Does what makes reading fast change what is read? Every article is read with all shortcuts and with none.

    python tests/benchmarks/shortcuts.py FILE.jsonl[.gz] ... [--articles N] [--every 1]

Prints the articles in which the two differ and how many there were; exits 1 where one does. Each article is read as its
record tells it, and again without title and day. Reading without shortcuts is slow: a second an article.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from throughput import documents

from eventx.extractor import Extractor
from eventx.model import Document


def ways(article: Document) -> Iterator[Document]:
    """The article as it is, and as one of which nothing is known."""
    yield article
    if article.title is not None or article.published is not None:
        yield replace(article, title=None, published=None, published_from=None)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, help="at most so many of each file")
    parser.add_argument("--every", type=int, default=1, help="one article in so many")
    options = parser.parse_args()
    fast, slow = Extractor(), Extractor(shortcuts=False)
    last = None if options.articles is None else options.articles * options.every
    read = different = 0
    for path in options.files:
        for article in islice(documents(path), 0, last, options.every):
            read += 1
            if any(fast.read(way) != slow.read(way) for way in ways(article)):
                different += 1
                print(f"{path.name}: {article.id} differs", flush=True)
    print(f"{read} articles, {different} read otherwise without shortcuts")
    return 1 if different else 0


if __name__ == "__main__":
    raise SystemExit(main())
