"""Dictionary forms to the surface forms they cover, by the tables of `rules/orthography/inflection.yaml`.

The method is plain suffixation on an unvowelled stem: what Arabic spelling shows of regular inflection.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Form = tuple[str, str]
"""A surface form and its number: singular, dual, plural, or either (dual or plural)."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What is put on words that end in `ends` once `cut` is taken off."""

    ends: str
    cut: str
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Inflection:
    """The tables; every string folded."""

    classes: Mapping[str, tuple[Ending, ...]]
    prefixes: tuple[str, ...]
    dropped: str

    def forms(self, word: str, word_class: str, broken: bool = False) -> Iterator[Form]:
        """The forms of a folded dictionary form; `broken`: it has a broken plural, so an unclear ending is dual."""
        if word_class == "none":
            yield word, "any"
        elif word_class in ("noun", "adjective"):
            for form, number in self._endings(word, word_class):
                yield form, ("dual" if broken else "plural") if number == "either" else number
        elif word_class == "verb":
            yield from self._endings(word, "perfect")
            yield from self.imperfect(word[1:] if word.startswith(self.dropped) and len(word) > 3 else word)
        else:
            raise ValueError(word_class)

    def perfect(self, word: str) -> Iterator[Form]:
        """The perfect of a folded 3rd person singular masculine."""
        return self._endings(word, "perfect")

    def imperfect(self, stem: str) -> Iterator[Form]:
        """The imperfect of a stem without its prefix."""
        for form, number in self._endings(stem, "imperfect"):
            for prefix in self.prefixes:
                yield prefix + form, number

    def imperfect_stem(self, word: str) -> str:
        """An imperfect 3rd person singular masculine without its prefix."""
        return word[1:] if word[:1] in self.prefixes else word

    def _endings(self, word: str, word_class: str) -> Iterator[Form]:
        for ending in self.classes[word_class]:
            if word.endswith(ending.ends):
                stem = word[: len(word) - len(ending.cut)]
                for add, number in ending.forms:
                    yield stem + add, number
                return
