"""Rule folders to a RulePack. Strict: what is not understood is an error with its file, line and column, all of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, get_args

from eventx.paths import shipped_rules
from eventx.rules.errors import Problem, RuleError, did_you_mean
from eventx.rules.model import Attribute, Entry, Example, Lexicon, PatternText, Rule, RulePack
from eventx.rules.source import Items, Mapping, Node, Place, SourceError, Text, parse

FileKind = Literal["lexicon", "rules", "macros", "frames", "clitics", "inflection", "pack"]
INFLECTIONS = ("noun", "adjective", "verb", "none")
EVENT_TYPES = (
    "suicide_bombing", "assassination", "kidnapping", "execution", "chemical_attack", "drone_attack", "airstrike",
    "shelling", "bombing", "arson", "armed_assault", "armed_clash", "attack",
)  # fmt: skip
_ENTRY_KEYS = ("id", "name", "forms", "inflect", "plural", "imperfect", "passive", "passive_imperfect")
_LEXICON_KEYS = ("lexicon", "description", "inflect", "attributes", "entries", "words")
_RULE_KEYS = (
    "id", "description", "slot", "event", "guard", "match", "value", "set", "priority", "frame", "arguments", "examples", "not",
)  # fmt: skip
_ID = re.compile(r"[a-z0-9][a-z0-9_.\-]*\Z")


@dataclass(slots=True)
class _Gathered:
    problems: list[Problem] = field(default_factory=list)
    lexicons: dict[str, Lexicon] = field(default_factory=dict)
    macros: dict[str, PatternText] = field(default_factory=dict)
    frames: dict[str, dict[str, tuple[PatternText, ...]]] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    off: dict[str, Place] = field(default_factory=dict)


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
    if total.problems:
        raise RuleError(total.problems)
    return RulePack(folders, total.lexicons, total.macros, total.frames, tuple(total.rules.values()))


def _lay_over(total: _Gathered, layer: _Gathered) -> None:
    for name, lexicon in layer.lexicons.items():
        below = total.lexicons.get(name)
        if below is not None:
            entries = {e.id: e for e in below.entries} | {e.id: e for e in lexicon.entries}
            lexicon = replace(lexicon, entries=tuple(entries.values()))
        total.lexicons[name] = lexicon
    for ident, place in layer.off.items():
        if total.rules.pop(ident, None) is None:
            known = did_you_mean(ident, total.rules)
            total.problems.append(place.problem(f"no rule '{ident}' to switch off{known}"))
    total.macros.update(layer.macros)
    total.frames.update(layer.frames)
    total.rules.update(layer.rules)


def _load_file(path: Path, into: _Gathered) -> None:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        into.problems.append(Problem(path, 1, 1, f"not UTF-8 text (byte {error.start})"))
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
        _keys(top, ("rules", "macros", "frames"), into.problems)
        for name, reader in (("rules", _rules), ("macros", _macros), ("frames", _frames)):
            if name in top.values:
                reader(top.values[name], into)
    elif kind not in ("clitics", "inflection", "pack"):
        at = top.places.get(kind, top.place)
        into.problems.append(
            at.problem(
                f"a rule file begins with one of {', '.join(get_args(FileKind))}, not '{kind}'{did_you_mean(kind, get_args(FileKind))}"
            )
        )


def _keys(node: Mapping, allowed: Iterable[str], problems: list[Problem]) -> None:
    allowed = tuple(allowed)
    for key, place in node.places.items():
        if key not in allowed:
            problems.append(place.problem(f"unknown key '{key}'{did_you_mean(key, allowed)}"))


def _text(node: Mapping, key: str, problems: list[Problem], default: str | None = None) -> str | None:
    value = node.values.get(key)
    if value is None:
        return default
    if isinstance(value, Text):
        if value.value == "":
            problems.append(value.place.problem(f"'{key}' is empty"))
        return value.value
    problems.append(value.place.problem(f"'{key}' must be a text"))
    return default


def _required(node: Mapping, key: str, problems: list[Problem]) -> str:
    if key not in node.values:
        problems.append(node.place.problem(f"key '{key}' is missing"))
        return ""
    return _text(node, key, problems) or ""


def _list(node: Node, what: str, problems: list[Problem]) -> Iterator[Text]:
    """The texts of a list (or a single text); an empty list or anything else is a problem."""
    if isinstance(node, Text):
        if node.value == "":
            problems.append(node.place.problem(f"'{what}' is empty"))
            return
        yield node
    elif isinstance(node, Items) and node.values:
        for child in node.values:
            if isinstance(child, Text) and child.value:
                yield child
            else:
                problems.append(child.place.problem(f"'{what}' holds texts only, one an item"))
    else:
        problems.append(node.place.problem(f"'{what}' must be a list that is not empty"))


def _strings(node: Mapping, key: str, problems: list[Problem]) -> tuple[str, ...]:
    return tuple(t.value for t in _list(node.values[key], key, problems)) if key in node.values else ()


def _lexicon(top: Mapping, into: _Gathered) -> None:
    problems = into.problems
    _keys(top, _LEXICON_KEYS, problems)
    name = _required(top, "lexicon", problems)
    description = _required(top, "description", problems)
    inflect = _inflect(top, problems, "none")
    attributes = _strings(top, "attributes", problems)
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
        for word in _list(top.values["words"], "words", problems):
            entries.append(Entry(word.value, name, None, (word.value,), {}, word.place, inflect))
    if not entries and "entries" not in top.values and "words" not in top.values:
        problems.append(top.place.problem("a lexicon has 'entries' or 'words'"))
    seen: dict[str, Entry] = {}
    for entry in entries:
        if entry.id in seen:
            problems.append(
                entry.place.problem(
                    f"duplicate id '{entry.id}' in lexicon '{name}' (first in line {seen[entry.id].place.line})"
                )
            )
        seen.setdefault(entry.id, entry)
    old = into.lexicons.get(name)
    if old is not None:  # a lexicon may be spread over several files of a pack
        both = {e.id: e for e in old.entries}
        for entry in entries:
            if entry.id in both:
                at = both[entry.id].place
                problems.append(
                    entry.place.problem(
                        f"duplicate id '{entry.id}' in lexicon '{name}' (first in {at.path.name}:{at.line})"
                    )
                )
            both.setdefault(entry.id, entry)
        attributes = tuple(dict.fromkeys(old.attributes + attributes))
        into.lexicons[name] = Lexicon(name, old.description, tuple(both.values()), attributes, old.place)
    else:
        into.lexicons[name] = Lexicon(name, description, tuple(seen.values()), attributes, top.place)


def _inflect(node: Mapping, problems: list[Problem], default: str) -> str:
    inflect = _text(node, "inflect", problems, default) or default
    if inflect not in INFLECTIONS:
        problems.append(
            node.values["inflect"].place.problem(
                f"'inflect' is one of {', '.join(INFLECTIONS)}, not '{inflect}'{did_you_mean(inflect, INFLECTIONS)}"
            )
        )
        return default
    return inflect


def _entry(node: Mapping, lexicon: str, inflect: str, attributes: tuple[str, ...], problems: list[Problem]) -> Entry:
    _keys(node, _ENTRY_KEYS + attributes, problems)
    ident = _required(node, "id", problems)
    if ident and not _ID.match(ident):
        problems.append(node.values["id"].place.problem(f"an id is made of a-z, 0-9, '-', '_' and '.', not '{ident}'"))
    if "forms" not in node.values:
        problems.append(node.place.problem(f"entry '{ident}' has no 'forms'"))
    found: dict[str, Attribute] = {}
    for key in attributes:
        value = node.values.get(key)
        if isinstance(value, Text):
            found[key] = int(value.value) if re.fullmatch(r"-?[0-9]{1,15}", value.value) else value.value
        elif value is not None:
            found[key] = tuple(t.value for t in _list(value, key, problems))
    return Entry(
        ident, lexicon, _text(node, "name", problems), _strings(node, "forms", problems), found, node.place,
        _inflect(node, problems, inflect), _strings(node, "plural", problems), _strings(node, "imperfect", problems),
        _strings(node, "passive", problems), _strings(node, "passive_imperfect", problems),
    )  # fmt: skip


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


def _arguments(node: Node, problems: list[Problem]) -> dict[str, tuple[PatternText, ...]]:
    if not isinstance(node, Mapping):
        problems.append(node.place.problem("'arguments' is a mapping of slots to patterns"))
        return {}
    return {
        name: tuple(PatternText(t.value, t.place) for t in _list(value, name, problems))
        for name, value in node.values.items()
    }


def _frames(node: Node, into: _Gathered) -> None:
    if not isinstance(node, Mapping):
        into.problems.append(node.place.problem("'frames' is a mapping of names to arguments"))
        return
    for name, value in node.values.items():
        if name in into.frames:
            into.problems.append(node.places[name].problem(f"duplicate frame '{name}'"))
        into.frames[name] = _arguments(value, into.problems)


def _rules(node: Node, into: _Gathered) -> None:
    if not isinstance(node, Items) or not node.values:
        into.problems.append(node.place.problem("'rules' must be a list that is not empty"))
        return
    for child in node.values:
        if not isinstance(child, Mapping):
            into.problems.append(child.place.problem("a rule is a mapping with id, description and match"))
        elif set(child.values) == {"off"}:
            off = child.values["off"]
            for text in _list(off, "off", into.problems):
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
    _keys(node, _RULE_KEYS, problems)
    ident = _required(node, "id", problems)
    if ident and not _ID.match(ident):
        problems.append(node.values["id"].place.problem(f"an id is made of a-z, 0-9, '-', '_' and '.', not '{ident}'"))
    description = _required(node, "description", problems)
    kinds: list[Literal["slot", "event", "guard"]] = [
        k for k in get_args(Literal["slot", "event", "guard"]) if k in node.values
    ]
    if len(kinds) != 1:
        problems.append(node.place.problem(f"rule '{ident}' must have exactly one of slot, event, guard"))
        return None
    kind = kinds[0]
    yields = _text(node, kind, problems) or ""
    if kind == "event" and yields not in EVENT_TYPES:
        problems.append(
            node.values[kind].place.problem(f"'{yields}' is no event type{did_you_mean(yields, EVENT_TYPES)}")
        )
    if "match" not in node.values:
        problems.append(node.place.problem(f"rule '{ident}' has no 'match'"))
        return None
    patterns = tuple(PatternText(t.value, t.place) for t in _list(node.values["match"], "match", problems))
    constants: dict[str, str] = {}
    chosen = node.values.get("set")
    if isinstance(chosen, Mapping):
        constants = {k: _text(chosen, k, problems) or "" for k in chosen.values}
    elif chosen is not None:
        problems.append(chosen.place.problem("'set' is a mapping"))
    priority = _text(node, "priority", problems, "0") or "0"
    if not re.fullmatch(r"-?[0-9]{1,4}", priority):
        problems.append(node.values["priority"].place.problem(f"'priority' is a whole number, not '{priority}'"))
        priority = "0"
    arguments = _arguments(node.values["arguments"], problems) if "arguments" in node.values else {}
    return Rule(
        ident, description, kind, yields, patterns, node.place, _text(node, "value", problems), constants, int(priority),
        _text(node, "frame", problems), arguments, _examples(node, "examples", problems), _examples(node, "not", problems),
    )  # fmt: skip


def _examples(node: Mapping, key: str, problems: list[Problem]) -> tuple[Example, ...]:
    value = node.values.get(key)
    if value is None:
        return ()
    if not isinstance(value, Items) or not value.values:
        problems.append(value.place.problem(f"'{key}' must be a list that is not empty"))
        return ()
    found: list[Example] = []
    for child in value.values:
        if isinstance(child, Text):
            found.append(Example(child.value, None, None, child.place))
        elif isinstance(child, Mapping):
            _keys(child, ("text", "expect", "published"), problems)
            expected = child.values.get("expect")
            expect: dict[str, str] | str | None = None
            if isinstance(expected, Mapping):
                expect = {k: _text(expected, k, problems) or "" for k in expected.values}
            elif isinstance(expected, Text):
                expect = expected.value
            found.append(
                Example(_required(child, "text", problems), expect, _text(child, "published", problems), child.place)
            )
        else:
            problems.append(child.place.problem("an example is a text, or a mapping with text and expect"))
    return tuple(found)
