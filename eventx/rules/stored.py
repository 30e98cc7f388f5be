"""A compiled pack to plain data and back. What comes back is made when it is first asked for: entries and their
surface forms when their words occur, matchers when a pattern is first tried.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, fields
from pathlib import Path
from threading import RLock
from typing import Any

from eventx.rules.cache import Pieces, dumped, joined
from eventx.rules.compile import CompiledPack, Derived, assemble, link_rules
from eventx.rules.elements import END
from eventx.rules.entries import LexiconForm, LexiconIndex
from eventx.rules.errors import Problem
from eventx.rules.inflection import Ending, Inflection
from eventx.rules.link import Linker
from eventx.rules.matcher import Captures, CompiledPattern, Continue, Matcher, Scan
from eventx.rules.model import Attribute, Entry, Example, Lexicon, Manifest, PatternText, Rule, RulePack
from eventx.rules.pattern import Ref
from eventx.rules.source import Place
from eventx.text.clitics import Clitics
from eventx.text.units import Unit


def pack_pieces(compiled: CompiledPack) -> dict[str, str]:
    """A compiled pack as pieces of text. Raises ValueError for what they can't hold."""
    if not compiled.shortcuts:
        raise ValueError("a pack without shortcuts")
    pack, derived = compiled.pack, compiled.derived
    files = _Files()
    entries = [entry for lexicon in pack.lexicons.values() for entry in lexicon.entries]
    numbers = {id(entry): number for number, entry in enumerate(entries)}
    lexicons: dict[str, list[object]] = {}
    for name, lexicon in pack.lexicons.items():
        about = [lexicon.name, lexicon.description, lexicon.attributes, files.place(lexicon.place)]
        lexicons[name] = [*about, len(lexicon.entries)]
    lines = [dumped(_entry(entry, files)) for entry in entries]
    forms = compiled.lexicon.forms
    kinds = _Kinds()
    made = [",".join(part for form in found for part in kinds.parts(form, numbers)) for found in forms.values()]
    sets: dict[frozenset[str], int] = {}

    def number(words: frozenset[str]) -> int:
        return sets.setdefault(words, len(sets))

    patterns = {
        text: [None if p.keys is None else number(p.keys), *map(number, p.needs)]
        for text, p in derived.patterns.items()
    }
    names = [number(compiled.lexicon.names[first]) for first in forms]
    seconds = {
        first: {name: number(some) for name, some in asked.items()} for first, asked in compiled.lexicon.seconds.items()
    }
    telling = None if compiled.telling is None else number(compiled.telling)
    clitics, inflection = compiled.splitter.clitics, derived.inflection
    return {
        "entries": joined(lines),
        "forms": joined(forms),
        "form parts": joined(made),
        "rests": joined(kinds.rests),
        "words": joined(sorted(derived.vocabulary - forms.keys())),
        "imperfect": joined(sorted(derived.imperfect)),
        "pack": dumped({
            "lexicons": lexicons,
            "macros": {name: files.pattern(p) for name, p in pack.macros.items()},
            "frames": {name: files.patterns(frame) for name, frame in pack.frames.items()},
            "rules": [_rule(rule, files) for rule in pack.rules],
            "manifests": [[m.name, m.description, m.version, m.schema, files.place(m.place)] for m in pack.manifests],
            "directories": list(map(str, pack.directories)),
            "files": list(map(str, files.numbers)),
        }),
        "derived": dumped({
            "features": [dict(each) for each in kinds.features],
            "no words": sorted(forms.keys() - derived.vocabulary),
            "cut": {word: [list(unit) for unit in units] for word, units in derived.cut.items()},
            "sets": [sorted(each) for each in sets],
            "patterns": patterns,
            "names": names,
            "seconds": seconds,
            "telling": telling,
            "slots": list(compiled.slots),
            "held back": sorted(derived.held_back),
            "warnings": [[str(p.path), p.line, p.column, p.message, p.severity] for p in compiled.warnings],
            "clitics": {
                field.name: sorted(value) if isinstance(value, frozenset) else value
                for field in fields(clitics)
                for value in (getattr(clitics, field.name),)
            },
            "endings": {name: [astuple(e) for e in found] for name, found in inflection.classes.items()},
            "prefixes": inflection.prefixes,
            "dropped": inflection.dropped,
        }),
    }  # fmt: skip


class _Kinds:
    """What surface forms have beside their entry, each kind once."""

    def __init__(self) -> None:
        self.rests: dict[str, int] = {}
        self.features: dict[tuple[tuple[str, object], ...], int] = {}

    def parts(self, form: LexiconForm, numbers: Mapping[int, int]) -> Iterator[str]:
        """Three numbers for a form: its entry, what follows its first word, its own features and flags."""
        common: dict[str, object] = {"id": form.entry.id, **form.entry.attributes}
        own = {key: value for key, value in form.features.items() if key not in common or common[key] != value}
        if list((common | own).items()) != list(form.features.items()) or not all(type(v) is str for v in own.values()):
            raise ValueError("features that its entry does not have")
        rest = dumped([[sorted(options), definite] for options, definite in form.rest])
        features = self.features.setdefault(tuple(own.items()), len(self.features))
        yield str(numbers[id(form.entry)])
        yield str(self.rests.setdefault(rest, len(self.rests)))
        yield str(features * 4 + form.definite * 2 + form.exact)


class _Files:
    """The files that places name, by number."""

    def __init__(self) -> None:
        self.numbers: dict[Path, int] = {}

    def place(self, place: Place) -> tuple[int, int, int]:
        return self.numbers.setdefault(place.path, len(self.numbers)), place.line, place.column

    def pattern(self, pattern: PatternText) -> tuple[object, ...]:
        return (pattern.text, *self.place(pattern.place), pattern.written)

    def patterns(self, found: Mapping[str, tuple[PatternText, ...]]) -> dict[str, list[tuple[object, ...]]]:
        return {name: [self.pattern(p) for p in sources] for name, sources in found.items()}


def _entry(e: Entry, files: _Files) -> list[object]:
    verb = [e.plural, e.imperfect, e.passive, e.passive_imperfect]
    common: list[object] = [e.lexicon, e.id, e.name, e.forms, e.attributes, files.place(e.place), e.inflect]
    return [*common, *verb] if any(verb) else common


def _rule(r: Rule, files: _Files) -> list[object]:
    def examples(found: Iterable[Example]) -> list[object]:
        return [[x.text, x.expect, x.published, *files.place(x.place)] for x in found]

    return [
        r.id, r.description, r.kind, r.yields, [files.pattern(p) for p in r.patterns], files.place(r.place), r.value,
        r.set, r.priority, r.frame, files.patterns(r.arguments), examples(r.examples), examples(r.silent),
    ]  # fmt: skip


def stored_pack(pieces: Pieces) -> CompiledPack:
    """The compiled pack that `pack_pieces` gave. Raises ValueError, LookupError or TypeError for anything else."""
    pack = _pack(pieces)
    derived: Any = pieces.json("derived")
    clitics = Clitics(**{name: _set_like(Clitics, name, value) for name, value in derived["clitics"].items()})
    endings = {
        name: tuple(Ending(ends, cut, tuple((form, number) for form, number in made)) for ends, cut, made in found)
        for name, found in derived["endings"].items()
    }
    inflection = Inflection(endings, tuple(derived["prefixes"]), derived["dropped"])
    assert isinstance(pack.lexicons, _Lexicons)
    firsts, parts = pieces.lines("forms"), pieces.lines("form parts")
    numbers = dict(zip(firsts, parts, strict=True))
    forms = _Forms(numbers, pack.lexicons.entries, pieces.raw_lines("rests"), derived["features"])
    sets = list(map(frozenset, derived["sets"]))
    names = dict(zip(firsts, map(sets.__getitem__, derived["names"]), strict=True))
    vocabulary = set(firsts)
    vocabulary.difference_update(derived["no words"])
    vocabulary.update(pieces.lines("words"))
    cut = {word: tuple(Unit(*unit) for unit in units) for word, units in derived["cut"].items()}
    patterns = {
        text: (None if keys is None else sets[keys], tuple([sets[number] for number in needs]))
        for text, (keys, *needs) in derived["patterns"].items()
    }
    linker = _Linker(pack, clitics, derived["slots"], cut, patterns)
    telling = None if derived["telling"] is None else sets[derived["telling"]]
    rules = link_rules(pack, linker)
    warnings = tuple(Problem(Path(path), *rest) for path, *rest in derived["warnings"])
    imperfect = set(pieces.lines("imperfect"))
    known = Derived(inflection, vocabulary, imperfect, cut, linker.compiled, frozenset(derived["held back"]))
    seconds = {
        first: {name: sets[number] for name, number in asked.items()} for first, asked in derived["seconds"].items()
    }
    index = LexiconIndex(forms, names, seconds)
    return assemble(pack, clitics, index, tuple(derived["slots"]), rules, known, warnings, telling)


def _set_like(cls: type, name: str, value: Any) -> Any:
    """A value of a dataclass field that JSON made a list: a set or a tuple, as the field says."""
    if not isinstance(value, list):
        return value
    return frozenset(value) if "frozenset" in cls.__annotations__[name] else tuple(value)


def _pack(pieces: Pieces) -> RulePack:
    found: Any = pieces.json("pack")
    files = list(map(Path, found["files"]))

    def pattern(text: str, file: int, line: int, column: int, written: str) -> PatternText:
        return PatternText(text, Place(files[file], line, column), written)

    def patterns(by_slot: dict[str, list[Any]]) -> dict[str, tuple[PatternText, ...]]:
        return {slot: tuple([pattern(*p) for p in sources]) for slot, sources in by_slot.items()}

    def examples(listed: list[Any]) -> tuple[Example, ...]:
        return tuple([Example(t, e, d, Place(files[f], line, column)) for t, e, d, f, line, column in listed])

    def place(file: int, line: int, column: int) -> Place:
        return Place(files[file], line, column)

    return RulePack(
        tuple(map(Path, found["directories"])),
        _Lexicons(found["lexicons"], pieces.raw_lines("entries"), files),
        {name: pattern(*p) for name, p in found["macros"].items()},
        {name: patterns(frame) for name, frame in found["frames"].items()},
        tuple(
            [
                Rule(
                    ident, about, kind, yields, tuple([pattern(*p) for p in texts]), place(*where), value,
                    chosen, priority, frame, patterns(arguments), examples(shown), examples(silent),
                )
                for ident, about, kind, yields, texts, where, value, chosen, priority, frame, arguments, shown, silent
                in found["rules"]
            ]
        ),
        tuple(Manifest(n, about, version, schema, place(*at)) for n, about, version, schema, at in found["manifests"]),
    )  # fmt: skip


class _Entries:
    """Entries by number, each read when it is first asked for."""

    def __init__(self, lines: list[bytes], files: list[Path]) -> None:
        self._lines = lines
        self._files = files
        self._made: dict[int, Entry] = {}

    def __getitem__(self, number: int) -> Entry:
        entry = self._made.get(number)
        if entry is None:
            lexicon, ident, name, forms, attributes, (file, line, column), inflect, *verb = json.loads(
                self._lines[number]
            )
            values: dict[str, Attribute] = {k: tuple(v) if type(v) is list else v for k, v in attributes.items()}
            place = Place(self._files[file], line, column)
            entry = Entry(ident, lexicon, name, tuple(forms), values, place, inflect, *map(tuple, verb))
            entry = self._made.setdefault(number, entry)
        return entry


class _Lexicons(Mapping[str, Lexicon]):
    """Lexicons by name, each read when it is first asked for."""

    def __init__(self, about: dict[str, Any], lines: list[bytes], files: list[Path]) -> None:
        self.entries = _Entries(lines, files)
        self._about = about
        self._files = files
        self._firsts: dict[str, int] = {}
        self._made: dict[str, Lexicon] = {}
        first = 0
        for name, facts in about.items():
            self._firsts[name] = first
            first += facts[-1]

    def __getitem__(self, name: str) -> Lexicon:
        lexicon = self._made.get(name)
        if lexicon is None:
            own, description, attributes, (file, line, column), count = self._about[name]
            first = self._firsts[name]
            entries = tuple([self.entries[number] for number in range(first, first + count)])
            place = Place(self._files[file], line, column)
            lexicon = self._made[name] = Lexicon(own, description, entries, tuple(attributes), place)
        return lexicon

    def __contains__(self, name: object) -> bool:
        return name in self._about

    def __iter__(self) -> Iterator[str]:
        return iter(self._about)

    def __len__(self) -> int:
        return len(self._about)


class _Forms(Mapping[str, tuple[LexiconForm, ...]]):
    """Surface forms by first word, made when they are first asked for."""

    def __init__(
        self, parts: dict[str, str], entries: _Entries, rests: list[bytes], features: list[dict[str, str]]
    ) -> None:
        self._parts = parts
        self._entries = entries
        self._rests = rests
        self._features = features
        self._known: dict[int, tuple[tuple[frozenset[str], bool], ...]] = {}
        self._made: dict[str, tuple[LexiconForm, ...]] = {}

    def __getitem__(self, first: str) -> tuple[LexiconForm, ...]:
        found = self._made.get(first)
        if found is None:
            numbers = iter(map(int, self._parts[first].split(",")))
            found = self._made[first] = tuple(map(self._form, numbers, numbers, numbers))
        return found

    def _form(self, number: int, rest: int, kind: int) -> LexiconForm:
        after = self._known.get(rest)
        if after is None:
            listed = json.loads(self._rests[rest])
            after = self._known[rest] = tuple([(frozenset(options), definite) for options, definite in listed])
        entry = self._entries[number]
        features: dict[str, object] = {"id": entry.id, **entry.attributes, **self._features[kind >> 2]}
        return LexiconForm(entry, kind & 2 != 0, kind & 1 != 0, after, features)

    def get(self, first: str, default: Any = None) -> Any:
        """The forms that begin with a word."""
        return self._made.get(first) or (self[first] if first in self._parts else default)

    def __contains__(self, first: object) -> bool:
        return first in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


class _Linker(Linker):
    """Compiles patterns that are known to be right, each when it is first tried."""

    def __init__(
        self,
        pack: RulePack,
        clitics: Clitics,
        slots: Iterable[str],
        cut: Mapping[str, tuple[Unit, ...]],
        known: Mapping[str, tuple[frozenset[str] | None, tuple[frozenset[str], ...]]],
    ) -> None:
        super().__init__(pack, clitics, slots, {})  # forms tell what patterns need: that is known
        self.cut = cut
        self._known = known
        self._lock = RLock()

    def compile(self, source: PatternText) -> CompiledPattern:
        """A pattern that is compiled when it is first tried."""

        def first_try(scan: Scan, at: int, captures: Captures, then: Continue) -> tuple[int, Captures] | None:
            with self._lock:  # compiling keeps track of the macros it is in
                match = self._now(source)
            object.__setattr__(pattern, "match", match)  # nobody else can see it change
            return match(scan, at, captures, then)

        pattern = self.compiled[source.text] = CompiledPattern(first_try, *self._known[source.text])
        return pattern

    def _now(self, source: PatternText) -> Matcher:
        tree = self.tree(source)
        whole = None if tree is None else self._chain(tree, source, END)
        if whole is None or self.problems:
            raise AssertionError(self.problems)
        return whole.match

    def gives(self, source: PatternText, name: str) -> bool:
        """True: it has been checked."""
        return True

    def check_filters(self, tree: Ref, source: PatternText) -> None:
        """Nothing to do: it has been checked."""
