"""The words around place names, from `rules/places/`: class words, words that unmake a place, nationalities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eventx.gazetteer.curated import PLACE_ATTRIBUTES, fold_name, word_list
from eventx.gazetteer.lookup import Gazetteer
from eventx.rules.inflection import Inflection
from eventx.rules.model import Entry, Lexicon
from eventx.text.fold import fold_word


@dataclass(frozen=True, slots=True)
class PlaceClass:
    """A word such as "town" or "airport" before a name."""

    kind: str
    number: str
    part: bool
    """The word belongs to the name."""
    unknown: bool
    """Names the gazetteer does not know are believed."""
    located: bool
    """Only after a preposition of place."""
    apposed: bool
    """The word may have the article ("the capital Baghdad")."""
    english: str | None


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Everything is folded; sets whose words may carry the article hold them with it."""

    article: str
    classes: Mapping[str, PlaceClass]
    blockers: Mapping[str, bool]
    """Word, with its article, before a name -> whether the name is evidence for its country all the same."""
    prepositions: Mapping[str, bool]
    """Preposition of place -> whether mostly a place follows it."""
    inside: frozenset[str]
    """The prepositions that say that something happened in the place after them."""
    nearby: frozenset[str]
    qualifiers: frozenset[str]
    """Definite words that tell more of a name without an article."""
    homeland: frozenset[str]
    """Words for the country that is spoken of ("in the north of the country"), with their article."""
    struck: frozenset[str]
    """Acts whose object is a building or a site."""
    endings: tuple[str, ...]
    """Endings of words of the language that names from other languages hardly have."""
    compounds: frozenset[str]
    """Words, with their article, that begin names of two words."""
    patrons: frozenset[str]
    """Names of persons that follow them."""
    lineage: frozenset[str]
    """"Son of" and "daughter of" inside the name of a person."""
    idioms: frozenset[str]
    """Tokens that only look like a particle and a name."""
    tails: Mapping[str, str]
    """Adjective with its article -> "site" or "town"."""
    stops: frozenset[str]
    pronouns: frozenset[str]
    """Particles with pronouns that are spelled like names."""
    joins: tuple[str, ...]
    """Conjunctions that are written onto the next word."""
    offices: frozenset[str]
    """Words after "directorate" that make it an office."""
    common: frozenset[str]
    """Names, with their articles, that are words of the language."""
    nisbas: Mapping[str, str]
    """Inflected nationality without its article -> country."""
    particles: frozenset[str]
    """Letters that are written onto a name."""
    imperfect: tuple[str, ...]
    """The prefixes of imperfect verbs, the third person's first."""
    vocabulary: frozenset[str]
    """Words that the other lexicons know: an unknown name only where the sentence leaves no other reading."""
    verbs: frozenset[str]
    """Verb forms of the other lexicons: never a name."""

    def full(self, form: str, definite: bool) -> str:
        """A unit's word as written, folded."""
        return self.article + form if definite else form


def place_words(
    lexicons: Mapping[str, Lexicon], gazetteer: Gazetteer, inflection: Inflection, joins: tuple[str, ...]
) -> PlaceWords:
    """The words of a pack."""

    def entries(name: str) -> tuple[Entry, ...]:
        return lexicons[name].entries if name in lexicons else ()

    def plain(name: str) -> frozenset[str]:
        return frozenset(fold_name(form) for entry in entries(name) for form in entry.forms)

    nisbas: dict[str, str] = {}
    for entry in entries("nisba"):
        for form in entry.forms:
            words = fold_name(form).split()
            if len(words) == 1:
                for ending in ("", *sorted(plain("nisba-ending"))):
                    nisbas.setdefault(words[0] + ending, str(entry.attributes["country"]))
    return PlaceWords(
        gazetteer.article,
        {fold_name(f): _class(e) for e in entries("place-class") for f in e.forms},
        {fold_name(f): e.attributes.get("evidence") == "yes" for e in entries("not-place-before") for f in e.forms},
        {fold_name(f): e.attributes["strong"] == "yes" for e in entries("place-preposition") for f in e.forms},
        frozenset(fold_name(f) for e in entries("place-preposition") if e.attributes.get("inside") for f in e.forms),
        plain("place-nearby"),
        plain("place-qualifier"),
        plain("homeland"),
        frozenset(_forms(entries("place-struck"), inflection)),
        tuple(sorted(plain("place-word-ending"))),
        plain("place-compound"),
        plain("place-patron"),
        plain("place-lineage"),
        plain("place-idiom"),
        {fold_name(f): str(e.attributes["of"]) for e in entries("place-tail") for f in e.forms},
        plain("place-stop"),
        plain("place-pronoun"),
        joins,
        plain("place-office"),
        frozenset(_common(lexicons)),
        nisbas,
        plain("place-particle"),
        inflection.prefixes,
        frozenset(_vocabulary(lexicons, inflection, verbs=False)),
        frozenset(_vocabulary(lexicons, inflection, verbs=True)),
    )


def _forms(entries: tuple[Entry, ...], inflection: Inflection) -> Iterator[str]:
    """The inflected forms of entries of one word."""
    for entry in entries:
        for form in entry.forms:
            yield from (inflected for inflected, _ in inflection.forms(fold_word(form), entry.inflect))


def _class(entry: Entry) -> PlaceClass:
    values = entry.attributes
    english = values.get("english")
    return PlaceClass(
        str(values["kind"]),
        str(values.get("number", "singular")),
        values.get("part") == "yes",
        values.get("unknown") == "yes",
        values.get("located") == "yes",
        values.get("apposed") == "yes",
        None if english is None else str(english),
    )


def _common(lexicons: Mapping[str, Lexicon]) -> Iterator[str]:
    """The common words, and the forms that some place calls common and no other place has as its plain name."""
    marked: set[str] = set()
    plain: set[str] = set()
    for lexicon in lexicons.values():
        if not set(lexicon.attributes) >= PLACE_ATTRIBUTES:
            continue
        for entry in lexicon.entries:
            common = entry.attributes.get("common", ())
            names = {fold_name(form) for form in (common if isinstance(common, tuple) else (str(common),))}
            marked |= names
            plain |= {fold_name(form) for form in entry.forms} - names
    yield from marked - plain
    yield from word_list("common_words.txt")


def _vocabulary(lexicons: Mapping[str, Lexicon], inflection: Inflection, verbs: bool) -> Iterator[str]:
    for lexicon in lexicons.values():
        if lexicon.name in _NAMES or set(lexicon.attributes) >= PLACE_ATTRIBUTES:
            continue
        for entry in lexicon.entries:
            if (entry.inflect == "verb") != verbs:
                continue
            for form in (*entry.forms, *entry.plural):
                word = fold_word(form).lstrip("=")
                if " " not in word:
                    yield from (inflected for inflected, _ in inflection.forms(word, entry.inflect))


# Lexicons of names, which an unknown place may share.
_NAMES = frozenset(("place-compound", "place-patron", "given-name"))
