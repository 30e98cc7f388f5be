"""A splitter that knows a handful of words, so that a test says itself what is known."""

from __future__ import annotations

from eventx.paths import shipped_rules
from eventx.rules.compile import orthography
from eventx.text.clitics import Splitter
from eventx.text.fold import fold_word
from eventx.text.reading import read
from eventx.text.units import Sentence

CLITICS, _ = orthography(shipped_rules())


def splitter(known: str = "", imperfect: str = "") -> Splitter:
    """Knows the words of `known` and the verb forms of `imperfect`, both in natural spelling."""
    verbs = frozenset(map(fold_word, imperfect.split()))
    words = frozenset(map(fold_word, known.split())) | verbs
    return Splitter(CLITICS, words.__contains__, verbs.__contains__)


def sentences(text: str, known: str = "", imperfect: str = "") -> tuple[Sentence, ...]:
    """The sentences of a text that is all body."""
    return read(text, [(0, len(text), "body")], splitter(known, imperfect))


def forms(text: str, known: str = "", imperfect: str = "") -> list[str]:
    """Units as short texts: `+x` with the article, `x.ها` with a suffix, `س~x` in the future."""
    return [
        ("س~" if u.future else "") + ("+" if u.definite else "") + u.form + ("." + u.suffix if u.suffix else "")
        for sentence in sentences(text, known, imperfect)
        for u in sentence.units
    ]


def slices(text: str, known: str = "") -> list[str]:
    """What every unit covers in the text."""
    return [
        text[a:b] for sentence in sentences(text, known) for a, b in zip(sentence.starts, sentence.ends, strict=True)
    ]
