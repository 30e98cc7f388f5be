"""Rule folders to a RulePack. Strict: what is not understood is an error with file, line and column, all at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from eventx.paths import shipped_rules
from eventx.rules.errors import Problem, RuleError, did_you_mean
from eventx.rules.frames import Frame, opened, read_arguments, read_frames
from eventx.rules.manifest import read_manifest
from eventx.rules.model import Attribute, Entry, Example, Lexicon, Manifest, PatternText, Rule, RulePack
from eventx.rules.nodes import one_of, only_keys, required, strings, text_of, texts_in
from eventx.rules.source import Items, Mapping, Node, Place, SourceError, Text, parse

FileKind = Literal["lexicon", "rules", "macros", "frames", "clitics", "inflection", "pack"]
INFLECTIONS = ("noun", "adjective", "verb", "none")
EVENT_TYPES = (
    "suicide_bombing", "assassination", "kidnapping", "execution", "chemical_attack", "drone_attack", "airstrike",
    "shelling", "bombing", "arson", "armed_assault", "armed_clash", "attack",
)  # fmt: skip
_ENTRY_KEYS = ("id", "name", "forms", "inflect", "plural", "imperfect", "passive", "passive_imperfect")
_LEXICON_KEYS = ("lexicon", "description", "inflect", "attributes", "entries", "words")
GUARDS = ("veto", "foiled", "background", "hypothetical", "aggregate", "evidence")
SCOPES = ("sentence", "document")
VALUES = (
    "after", "ago", "between", "casualty", "count", "duration", "moment", "people", "span", "vague-count", "vague-time",
    "window",
)  # fmt: skip
"""What can be read out of a match: the normalisers of `eventx.mentions`, which know the captures they need."""
_RULE_KEYS = ("id", "description", "slot", "event", "guard", "match", "set", "priority", "examples", "not")
_OWN_KEYS = {"value": "slot", "frame": "event", "arguments": "event"}
"""Keys that only one kind of rule has."""
_EVENT_SETTINGS = {"with": ("toll", "sign"), "act": ("named", "means"), "effect": GUARDS, "pronoun": ("victim",)}
"""What an event rule may set to one of a few words."""
_ID = re.compile(r"[a-z0-9][a-z0-9_.\-]*\Z")


@dataclass(slots=True)
class _Gathered:
    problems: list[Problem] = field(default_factory=list)
    lexicons: dict[str, Lexicon] = field(default_factory=dict)
    macros: dict[str, PatternText] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    off: dict[str, Place] = field(default_factory=dict)
    manifests: list[Manifest] = field(default_factory=list)


def rule_files(directory: Path) -> list[Path]:
    """The YAML files of a pack, sorted by path."""
    return sorted(p for p in directory.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())


def load_rules(directories: Iterable[Path] = (), shipped: bool = True) -> RulePack:
    """Load the shipped pack and `directories` on top of it, later ones over earlier ones, by id.

    Raises RuleError with every problem found.
    """
    folders = ((shipped_rules(),) if shipped else ()) + tuple(directories)
    total = _Gathered()
    for folder in folders:
        if not folder.is_dir():
            total.problems.append(Problem(folder, 1, 1, "no such rule folder"))
            continue
        layer = _Gathered(problems=total.problems)
        for path in rule_files(folder):
            _load_file(path, layer)
        _lay_over(total, layer)
    total.problems += _lost(total.rules)
    frames = opened(total.frames, total.problems)
    if total.problems:
        raise RuleError(total.problems)
    return RulePack(folders, total.lexicons, total.macros, frames, tuple(total.rules.values()), tuple(total.manifests))


def _lost(rules: dict[str, Rule]) -> Iterator[Problem]:
    """Guards that yield to a guard which is not there."""
    guards = [rule.id for rule in rules.values() if rule.kind == "guard"]
    for rule in rules.values():
        other = rule.set.get("unless") if rule.kind == "guard" else None
        if other is not None and other not in guards:
            hint = did_you_mean(other, guards)
            yield rule.place.problem(f"rule '{rule.id}': 'unless' names no guard: '{other}'{hint}")


def _lay_over(total: _Gathered, layer: _Gathered) -> None:
    for name, lexicon in layer.lexicons.items():
        below = total.lexicons.get(name)
        if below is not None:
            entries = {e.id: e for e in below.entries} | {e.id: e for e in lexicon.entries}
            attributes = tuple(dict.fromkeys(below.attributes + lexicon.attributes))
            lexicon = replace(lexicon, entries=tuple(entries.values()), attributes=attributes)
        total.lexicons[name] = lexicon
    for ident, place in layer.off.items():
        if total.rules.pop(ident, None) is None:
            known = did_you_mean(ident, total.rules)
            total.problems.append(place.problem(f"no rule '{ident}' to switch off{known}"))
    total.macros.update(layer.macros)
    total.frames.update(layer.frames)
    total.rules.update(layer.rules)
    if len(layer.manifests) > 1:
        first, second = layer.manifests[:2]
        total.problems.append(second.place.problem(f"a second 'pack' (first in {first.place.path})"))
    total.manifests += layer.manifests


def _load_file(path: Path, into: _Gathered) -> None:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        into.problems.append(Problem(path, 1, 1, f"not UTF-8 text (byte {error.start})"))
        return
    except OSError as error:
        into.problems.append(Problem(path, 1, 1, f"can't be read: {error.strerror or error}"))
        return
    try:
        top = parse(text, path)
    except SourceError as error:
        into.problems.extend(error.problems)
        return
    kind = next(iter(top.values), "")
    if kind == "lexicon":
        _lexicon(top, into)
    elif kind in ("rules", "macros", "frames"):
        only_keys(top, ("rules", "macros", "frames"), into.problems)
        for name, reader in (("rules", _rules), ("macros", _macros), ("frames", _frames)):
            if name in top.values:
                reader(top.values[name], into)
    elif kind == "pack":
        into.manifests.append(read_manifest(top, into.problems))
    elif kind not in ("clitics", "inflection"):
        at, kinds = top.places.get(kind, top.place), get_args(FileKind)
        hint = did_you_mean(kind, kinds)
        into.problems.append(at.problem(f"a rule file begins with one of {', '.join(kinds)}, not '{kind}'{hint}"))


def _lexicon(top: Mapping, into: _Gathered) -> None:
    problems = into.problems
    only_keys(top, _LEXICON_KEYS, problems)
    name = required(top, "lexicon", problems)
    description = required(top, "description", problems)
    inflect = one_of(top, "inflect", INFLECTIONS, problems, "none")
    attributes = strings(top, "attributes", problems)
    entries: list[Entry] = []
    if "entries" in top.values:
        node = top.values["entries"]
        if not isinstance(node, Items) or not node.values:
            problems.append(node.place.problem("'entries' must be a list that is not empty"))
        else:
            for child in node.values:
                if isinstance(child, Mapping):
                    entries.append(_entry(child, name, inflect, attributes, problems))
                else:
                    problems.append(child.place.problem("an entry is a mapping with id and forms"))
    if "words" in top.values:
        for word in texts_in(top.values["words"], "words", problems):
            entries.append(Entry(word.value, name, None, (word.value,), {}, word.place, inflect))
    if not entries and "entries" not in top.values and "words" not in top.values:
        problems.append(top.place.problem("a lexicon has 'entries' or 'words'"))
    old = into.lexicons.get(name)  # a lexicon may be spread over several files of a pack
    merged = {e.id: e for e in old.entries} if old else {}
    for entry in entries:
        first = merged.setdefault(entry.id, entry)
        if entry.id and first is not entry:
            where = f"{first.place.path.name}:{first.place.line}"
            problems.append(entry.place.problem(f"duplicate id '{entry.id}' in lexicon '{name}' (first in {where})"))
    if old:
        description, attributes = old.description, tuple(dict.fromkeys(old.attributes + attributes))
    into.lexicons[name] = Lexicon(
        name, description, tuple(merged.values()), attributes, old.place if old else top.place
    )


def _entry(node: Mapping, lexicon: str, inflect: str, attributes: tuple[str, ...], problems: list[Problem]) -> Entry:
    only_keys(node, _ENTRY_KEYS + attributes, problems)
    ident = required(node, "id", problems)
    if ident and not _ID.match(ident):
        problems.append(node.values["id"].place.problem(f"an id is made of a-z, 0-9, '-', '_' and '.', not '{ident}'"))
    if "forms" not in node.values:
        problems.append(node.place.problem(f"entry '{ident}' has no 'forms'"))
    found: dict[str, Attribute] = {}
    for key in attributes:
        value = node.values.get(key)
        if isinstance(value, Text):
            found[key] = int(value.value) if re.fullmatch(r"-?(0|[1-9][0-9]{0,14})", value.value) else value.value
        elif value is not None:
            found[key] = tuple(t.value for t in texts_in(value, key, problems))
    return Entry(
        id=ident,
        lexicon=lexicon,
        name=text_of(node, "name", problems),
        forms=strings(node, "forms", problems),
        attributes=found,
        place=node.place,
        inflect=one_of(node, "inflect", INFLECTIONS, problems, inflect),
        plural=strings(node, "plural", problems),
        imperfect=strings(node, "imperfect", problems),
        passive=strings(node, "passive", problems),
        passive_imperfect=strings(node, "passive_imperfect", problems),
    )


def _macros(node: Node, into: _Gathered) -> None:
    if not isinstance(node, Mapping):
        into.problems.append(node.place.problem("'macros' is a mapping of names to patterns"))
        return
    for name, value in node.values.items():
        if name in into.macros:
            into.problems.append(node.places[name].problem(f"duplicate macro '{name}'"))
        if isinstance(value, Text) and value.value:
            into.macros[name] = PatternText(value.value, value.place)
        else:
            into.problems.append(value.place.problem(f"macro '{name}' must be a pattern"))


def _frames(node: Node, into: _Gathered) -> None:
    read_frames(node, into.frames, into.problems)


def _rules(node: Node, into: _Gathered) -> None:
    if not isinstance(node, Items) or not node.values:
        into.problems.append(node.place.problem("'rules' must be a list that is not empty"))
        return
    for child in node.values:
        if not isinstance(child, Mapping):
            into.problems.append(child.place.problem("a rule is a mapping with id, description and match"))
        elif set(child.values) == {"off"}:
            off = child.values["off"]
            for text in texts_in(off, "off", into.problems):
                into.off[text.value] = text.place
        else:
            rule = _rule(child, into.problems)
            if rule is None:
                continue
            if rule.id in into.rules:
                first = into.rules[rule.id].place
                into.problems.append(
                    child.place.problem(f"duplicate rule id '{rule.id}' (first in {first.path.name}:{first.line})")
                )
            into.rules.setdefault(rule.id, rule)


def _rule(node: Mapping, problems: list[Problem]) -> Rule | None:
    only_keys(node, (*_RULE_KEYS, *_OWN_KEYS), problems)
    ident = required(node, "id", problems)
    if ident and not _ID.match(ident):
        problems.append(node.values["id"].place.problem(f"an id is made of a-z, 0-9, '-', '_' and '.', not '{ident}'"))
    description = required(node, "description", problems)
    kinds: list[Literal["slot", "event", "guard"]] = [
        k for k in get_args(Literal["slot", "event", "guard"]) if k in node.values
    ]
    if len(kinds) != 1:
        problems.append(node.place.problem(f"rule '{ident}' must have exactly one of slot, event, guard"))
        return None
    kind = kinds[0]
    for key, owner in _OWN_KEYS.items():
        if key in node.values and owner != kind:
            problems.append(node.places[key].problem(f"'{key}' belongs to '{owner}:' rules, not to a '{kind}:' rule"))
    constants = _constants(node, problems)
    yields = text_of(node, kind, problems) or ""
    if kind == "event":
        yields = one_of(node, "event", EVENT_TYPES, problems, "")
        _check_event(node, problems)
    elif kind == "guard":
        yields = one_of(node, "guard", GUARDS, problems, "")
        _check_guard(node, constants, problems)
    if "match" not in node.values:
        problems.append(node.place.problem(f"rule '{ident}' has no 'match'"))
        return None
    priority = text_of(node, "priority", problems, "0") or "0"
    if not re.fullmatch(r"-?[0-9]{1,4}", priority):
        problems.append(node.values["priority"].place.problem(f"'priority' is a whole number, not '{priority}'"))
        priority = "0"
    return Rule(
        id=ident,
        description=description,
        kind=kind,
        yields=yields,
        patterns=tuple(PatternText(t.value, t.place) for t in texts_in(node.values["match"], "match", problems)),
        place=node.place,
        value=one_of(node, "value", VALUES, problems, "") if "value" in node.values else None,
        set=constants,
        priority=int(priority),
        frame=text_of(node, "frame", problems),
        arguments=read_arguments(node.values["arguments"], problems) if "arguments" in node.values else {},
        examples=_examples(node, "examples", problems),
        silent=_examples(node, "not", problems),
    )


def _constants(node: Mapping, problems: list[Problem]) -> dict[str, str]:
    chosen = node.values.get("set")
    if chosen is None:
        return {}
    if not isinstance(chosen, Mapping):
        problems.append(chosen.place.problem("'set' is a mapping"))
        return {}
    return {key: text_of(chosen, key, problems) or "" for key in chosen.values}


def _check_event(node: Mapping, problems: list[Problem]) -> None:
    chosen = node.values.get("set")
    if not isinstance(chosen, Mapping):
        return
    only_keys(chosen, ("weapon", "needs", *_EVENT_SETTINGS), problems)
    for key, allowed in _EVENT_SETTINGS.items():
        if key in chosen.values:
            one_of(chosen, key, allowed, problems, "")


def _check_guard(node: Mapping, constants: dict[str, str], problems: list[Problem]) -> None:
    chosen = node.values.get("set")
    if not isinstance(chosen, Mapping):
        return
    only_keys(chosen, ("scope", "at_least", "types", "unless"), problems)
    if "scope" in constants:
        one_of(chosen, "scope", SCOPES, problems, "")
    if not re.fullmatch(r"[1-9][0-9]{0,2}", constants.get("at_least", "1")):
        problems.append(chosen.values["at_least"].place.problem("'at_least' is a whole number from 1 on"))
    for name in constants.get("types", "").split():
        if name not in (*EVENT_TYPES, "casualty"):
            hint = did_you_mean(name, (*EVENT_TYPES, "casualty"))
            problems.append(chosen.values["types"].place.problem(f"'{name}' is no event type, nor 'casualty'{hint}"))


def _examples(node: Mapping, key: str, problems: list[Problem]) -> tuple[Example, ...]:
    value = node.values.get(key)
    if value is None:
        return ()
    if not isinstance(value, Items) or not value.values:
        problems.append(value.place.problem(f"'{key}' must be a list that is not empty"))
        return ()
    found: list[Example] = []
    for child in value.values:
        if isinstance(child, Text) and child.value:
            found.append(Example(child.value, None, None, child.place))
        elif isinstance(child, Mapping):
            found.append(_example(child, problems))
        else:
            problems.append(child.place.problem("an example is a text, or a mapping with text and expect"))
    return tuple(found)


def _example(node: Mapping, problems: list[Problem]) -> Example:
    only_keys(node, ("text", "expect", "published"), problems)
    expected = node.values.get("expect")
    expect: dict[str, str] | str | None = None
    if isinstance(expected, Mapping):
        expect = {k: text_of(expected, k, problems) or "" for k in expected.values}
    elif expected is not None:
        expect = text_of(node, "expect", problems)
    published = text_of(node, "published", problems)
    if published and not _is_date(published):
        problems.append(node.values["published"].place.problem(f"'{published}' is no date such as 2021-05-04"))
    return Example(required(node, "text", problems), expect, published, node.place)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
