"""A RulePack to a compiled one: surface forms, the vocabulary for cutting clitics, patterns as matchers, slot order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from eventx.rules.entries import LexiconForm, LexiconIndex
from eventx.rules.errors import Problem, RuleError, did_you_mean
from eventx.rules.index import RuleIndex
from eventx.rules.inflection import Ending, Inflection
from eventx.rules.link import Linker, slot_order
from eventx.rules.matcher import CompiledPattern, CompiledRule
from eventx.rules.model import Entry, PatternText, Rule, RulePack
from eventx.rules.source import Mapping as SourceMapping
from eventx.rules.source import Node, SourceError, Text, parse, texts
from eventx.rules.words import cut_words, written_words
from eventx.text.clitics import Clitics, Splitter
from eventx.text.fold import fold_word
from eventx.text.units import Unit


@dataclass(frozen=True, slots=True)
class Argument:
    """A pattern that finds an argument after or before a trigger."""

    pattern: CompiledPattern
    before: bool
    source: PatternText


@dataclass(frozen=True, slots=True)
class Derived:
    """What was worked out from the lexicons and pattern texts on the way: with it they need not be read again."""

    inflection: Inflection
    vocabulary: AbstractSet[str]
    imperfect: AbstractSet[str]
    cut: Mapping[str, tuple[Unit, ...]]
    patterns: Mapping[str, CompiledPattern]
    """By their texts."""
    held_back: AbstractSet[str] = frozenset()
    """Words that only stop lists begin with: they spell out what they hold back, pronoun and all."""


@dataclass(frozen=True, slots=True)
class CompiledPack:
    """Everything the extractor needs of the rules."""

    pack: RulePack
    splitter: Splitter
    lexicon: LexiconIndex
    slots: Mapping[str, RuleIndex]
    """Slots in the order in which they can be found."""
    events: RuleIndex
    guards: RuleIndex
    document_guards: RuleIndex
    """Guards that speak for the whole article where they fire often enough."""
    guard_rules: Mapping[str, Rule]
    """By rule id."""
    arguments: Mapping[str, Mapping[str, tuple[Argument, ...]]]
    """By rule id: slot -> patterns, in order of preference."""
    derived: Derived
    warnings: tuple[Problem, ...] = ()
    shortcuts: bool = True
    """False where nothing may be left out because it can't change the events."""
    telling: frozenset[str] | None = None
    """Forms, one of which must stand in a sentence that holds a trigger or a casualty; None: it may be any sentence."""


def orthography(directory: Path) -> tuple[Clitics, Inflection]:
    """The clitic letters and inflection tables of a pack folder. Raises RuleError where they can't be used."""
    try:
        return _orthography(directory)
    except SourceError as error:
        raise RuleError(error.problems) from None
    except (OSError, ValueError, KeyError, IndexError, AttributeError, AssertionError) as error:
        message = f"no usable clitics.yaml and inflection.yaml here ({type(error).__name__}: {error})"
        raise RuleError([Problem(directory / "orthography", 1, 1, message)]) from None


def _orthography(directory: Path) -> tuple[Clitics, Inflection]:
    def load(name: str) -> SourceMapping:
        path = directory / "orthography" / f"{name}.yaml"
        node = parse(path.read_text(encoding="utf-8"), path).values[name]
        assert isinstance(node, SourceMapping)
        return node

    def folded(node: Node) -> tuple[str, ...]:
        return tuple(fold_word(t.value) for t in texts(node))

    def endings(node: Node) -> tuple[Ending, ...]:
        found: list[Ending] = []
        for item in getattr(node, "values", ()):
            forms = tuple((folded(f.values["add"])[0], f.values["number"].value) for f in item.values["forms"].values)
            found.append(Ending(folded(item.values["ends"])[0], folded(item.values["cut"])[0], forms))
        return tuple(found)

    c = load("clitics").values

    def one(key: str) -> str:
        return folded(c[key])[0]

    clitics = Clitics(
        conjunctions=frozenset(folded(c["conjunctions"])),
        prepositions=frozenset(folded(c["prepositions"])),
        article=one("article"),
        article_after=one("article_after"),
        future=one("future"),
        suffixes=tuple(sorted(folded(c["suffixes"]), key=lambda s: (-len(s), s))),
        bound=one("bound"),
        marbuta=one("marbuta"),
        verb_plural=one("verb_plural"),
        joined=frozenset(folded(c["joined"])),
    )
    table = load("inflection").values
    imperfect = table["imperfect"]
    assert isinstance(imperfect, SourceMapping)
    classes = {k: endings(table[k]) for k in ("noun", "adjective", "perfect")}
    classes["imperfect"] = endings(imperfect.values["endings"])
    dropped = imperfect.values["dropped"]
    assert isinstance(dropped, Text)
    return clitics, Inflection(classes, folded(imperfect.values["prefixes"]), fold_word(dropped.value))


def _entry_forms(entry: Entry, clitics: Clitics, inflection: Inflection) -> Iterator[tuple[str, LexiconForm, bool]]:
    """Surface forms of an entry by first word; the flag tells imperfect verb forms."""
    made: dict[tuple[object, ...], tuple[str, LexiconForm, bool]] = {}

    def phrase(text: str, word_class: str, features: Mapping[str, object], broken: bool, how: str = "") -> None:
        words = list(written_words(text, clitics))
        if not words:
            return
        options: list[list[tuple[str, str]]] = []
        for word in words:
            if word.particle or word_class == "none":
                options.append([(word.form, "any")])
            elif how == "perfect":
                options.append(list(inflection.perfect(word.form)))
            elif how == "imperfect":
                options.append(list(inflection.imperfect(inflection.imperfect_stem(word.form))))
            else:
                options.append(list(dict.fromkeys(inflection.forms(word.form, word_class, broken))))
        rest = tuple((frozenset(f for f, _ in o), w.definite) for o, w in zip(options[1:], words[1:], strict=True))
        rest_key = tuple("|".join(sorted(o)) for o, _ in rest)
        written = (words[0].definite, words[0].exact, *(w.definite for w in words[1:]))
        for form, number in options[0]:
            tense = {}
            if word_class == "verb":
                stem = form[1:] if form[:1] in inflection.prefixes else ""
                present = how == "imperfect" or (
                    how == "" and form not in {f for f, _ in inflection.perfect(words[0].form)} and bool(stem)
                )
                tense = {"tense": "imperfect" if present else "perfect"}
            found = LexiconForm(entry, words[0].definite, words[0].exact, rest, {**features, "number": number, **tense})
            key = (form, *rest_key, number, *written)
            made.setdefault(key, (form, found, tense.get("tense") == "imperfect"))

    broken = bool(entry.plural)
    base: dict[str, object] = {"id": entry.id, **entry.attributes}
    voice = {"voice": "any" if not entry.passive else "active"} if entry.inflect == "verb" else {}
    for text in entry.forms:
        if entry.inflect == "verb" and entry.imperfect:
            phrase(text, "verb", base | voice, broken, "perfect")
        else:
            phrase(text, entry.inflect, base | voice, broken)
    for text in entry.imperfect:
        phrase(text, "verb", base | voice, broken, "imperfect")
    for text in entry.passive:
        phrase(text, "verb", base | {"voice": "passive"}, broken, "perfect")
    for text in entry.passive_imperfect:
        phrase(text, "verb", base | {"voice": "passive"}, broken, "imperfect")
    for text in entry.plural:
        for form, found, _ in list(_plural(text, entry, clitics, base)):
            rest_key = tuple("|".join(sorted(o)) for o, _ in found.rest)
            written = (found.definite, found.exact, *(d for _, d in found.rest))
            made.setdefault((form, *rest_key, "plural", *written), (form, found, False))
    yield from made.values()


def _plural(
    text: str, entry: Entry, clitics: Clitics, base: Mapping[str, object]
) -> Iterator[tuple[str, LexiconForm, bool]]:
    words = list(written_words(text, clitics))
    if not words:
        return
    rest = tuple((frozenset([w.form]), w.definite) for w in words[1:])
    features = {**base, "number": "plural"}
    yield words[0].form, LexiconForm(entry, words[0].definite, words[0].exact, rest, features), False
    # the accusative of an indefinite broken plural is written with an alef
    if not words[0].definite and not words[0].form.endswith(clitics.marbuta):
        yield words[0].form + clitics.verb_plural, LexiconForm(entry, False, False, rest, features), False


def compile_pack(
    pack: RulePack,
    provided: tuple[str, ...] = ("place",),
    words: frozenset[str] = frozenset(),
    apart: frozenset[str] = frozenset(),
    shortcuts: bool = True,
) -> CompiledPack:
    """Compile `pack`; `provided` slots are found by code, `words` are further known words (place names), and the
    lexicons `apart` are left to code that reads them itself. Without `shortcuts` the pack reads slowly, and the
    same.

    Raises RuleError for patterns that can't be read or name what does not exist.
    """
    clitics, inflection = orthography(pack.directories[0])
    forms: dict[str, list[LexiconForm]] = {}
    vocabulary: set[str] = set()
    imperfect: set[str] = set()
    for name in sorted(pack.lexicons.keys() - apart):
        for entry in pack.lexicons[name].entries:
            for form, found, future in _entry_forms(entry, clitics, inflection):
                forms.setdefault(form, []).append(found)
                vocabulary.add(form)
                for options, _ in found.rest:
                    vocabulary |= options
                if future:
                    imperfect.add(form)
    linker = Linker(pack, clitics, provided, forms, shortcuts)
    literals = linker.literals(_patterns(pack)) - vocabulary
    linker.cut = cut_words(literals, clitics, vocabulary | literals | words, imperfect)
    linker.compile_macros()
    rules = link_rules(pack, linker)
    order_of_slots = slot_order(pack, linker, provided)
    if linker.problems:
        raise RuleError(linker.problems)
    vocabulary |= linker.words | words
    held_back = {form for form, found in forms.items() if all(f.entry.lexicon.endswith("-stop") for f in found)}
    return assemble(
        pack,
        clitics,
        LexiconIndex({form: tuple(found) for form, found in forms.items()}),
        order_of_slots,
        rules,
        Derived(inflection, {w for w in vocabulary if len(w) > 1}, imperfect, linker.cut, linker.compiled, held_back),
        tuple(sorted(set(linker.warnings))),
        linker.forms_needed(r for r in pack.rules if r.kind == "event" or r.yields == "casualty"),
        shortcuts,
    )


@dataclass(frozen=True, slots=True)
class LinkedRules:
    """Compiled rules by what they yield, and the arguments of event rules by rule id."""

    by_kind: Mapping[str, list[CompiledRule]]
    arguments: Mapping[str, Mapping[str, tuple[Argument, ...]]]


def link_rules(pack: RulePack, linker: Linker) -> LinkedRules:
    """The rules of `pack` with their patterns as `linker` compiles them."""
    frames = {name: _arguments(frame, linker) for name, frame in pack.frames.items()}
    rules: dict[str, list[CompiledRule]] = {}
    arguments: dict[str, dict[str, tuple[Argument, ...]]] = {}
    for order, rule in enumerate(pack.rules):
        compiled = CompiledRule(rule, tuple(p for p in map(linker.compile, rule.patterns) if p is not None), order)
        kind = "document" if rule.kind == "guard" and rule.set.get("scope") == "document" else rule.kind
        rules.setdefault(kind if kind != "slot" else "slot:" + rule.yields, []).append(compiled)
        if rule.kind == "event":
            if rule.frame and rule.frame not in frames:
                hint = did_you_mean(rule.frame, frames)
                linker.problems.append(rule.place.problem(f"rule '{rule.id}': unknown frame '{rule.frame}'{hint}"))
            own, frame = _arguments(rule.arguments, linker), frames.get(rule.frame or "", {})
            arguments[rule.id] = {
                slot: own.get(slot, ()) + frame.get(slot, ()) for slot in dict.fromkeys((*own, *frame))
            }
    return LinkedRules(rules, arguments)


def assemble(
    pack: RulePack,
    clitics: Clitics,
    lexicon: LexiconIndex,
    slots: tuple[str, ...],
    rules: LinkedRules,
    derived: Derived,
    warnings: tuple[Problem, ...],
    telling: frozenset[str] | None,
    shortcuts: bool = True,
) -> CompiledPack:
    """The compiled pack of its parts."""
    known = derived.vocabulary.__contains__
    begins, held_back = lexicon.names, derived.held_back

    def entry(word: str) -> bool:
        return word in begins and word not in held_back

    def index(kind: str) -> RuleIndex:
        return RuleIndex(rules.by_kind.get(kind, ()), slots)

    return CompiledPack(
        pack,
        Splitter(clitics, known, derived.imperfect.__contains__, entry),
        lexicon,
        {slot: index("slot:" + slot) for slot in slots},
        index("event"),
        index("guard"),
        index("document"),
        {rule.id: rule for rule in pack.rules if rule.kind == "guard"},
        rules.arguments,
        derived,
        warnings,
        shortcuts,
        telling,
    )


def _patterns(pack: RulePack) -> Iterator[PatternText]:
    for rule in pack.rules:
        yield from rule.patterns
    for slots in (*pack.frames.values(), *(rule.arguments for rule in pack.rules)):
        for sources in slots.values():
            yield from (_without_side(source) for source in sources)


def _without_side(source: PatternText) -> PatternText:
    text = source.text.removeprefix("before:").removeprefix("after:").lstrip()
    return PatternText(text, source.place, source.text)


def _arguments(patterns: Mapping[str, tuple[PatternText, ...]], linker: Linker) -> Mapping[str, tuple[Argument, ...]]:
    return {
        slot: tuple(a for a in (_argument(slot, p, linker) for p in sources) if a is not None)
        for slot, sources in patterns.items()
    }


def _argument(slot: str, source: PatternText, linker: Linker) -> Argument | None:
    before = source.text.startswith("before:")
    inner = _without_side(source)
    pattern = linker.compile(inner)
    if pattern is None:
        return None
    if not linker.gives(inner, slot):
        linker.problem(inner, f"this pattern for '{slot}' captures nothing of that name, such as {slot}=<{slot}>")
    return Argument(pattern, before, source)
