"""YAML text to plain values that remember where they stand.

Every scalar is read as a string: YAML's own ideas of `no`, `on`, `1:30` and dates never apply. Aliases and tags are
refused, so that a hostile file can neither explode nor name a Python object.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eventx.rules.errors import Problem


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a rule file, counted from 1."""

    path: Path
    line: int
    column: int

    def problem(self, message: str) -> Problem:
        """An error at this place."""
        return Problem(self.path, self.line, self.column, message)


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar."""

    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    values: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping, with the place of each key."""

    values: dict[str, Node]
    places: dict[str, Place]
    place: Place


Node = Text | Items | Mapping


# Deeper than any rule file; the YAML library's own recursion has no limit and ends the process.
_DEEPEST = 20


class SourceError(Exception):
    """A file that is no YAML of the plain kind; holds the problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(str(problems[0]))


def parse(text: str, path: Path) -> Mapping:
    """The top-level mapping of a rule file; raises SourceError."""
    import yaml  # here, because it takes longer than reading cached rules

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        _refuse(yaml.parse(text, Loader=loader), path)
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        found = error.problem_mark or error.context_mark
        line, column = (found.line + 1, found.column + 1) if found else (1, 1)
        message = str(error.problem or error.context) + _hint(text, line, column)
        raise SourceError([Problem(path, line, column, f"not valid YAML: {message}")]) from None
    except yaml.reader.ReaderError as error:
        line, column = _line_and_column(text, int(error.position))
        message = f"not valid YAML: the character {_code_point(error.character)} is not allowed"
        raise SourceError([Problem(path, line, column, message)]) from None
    except (yaml.YAMLError, UnicodeError) as error:
        raise SourceError([Problem(path, 1, 1, f"not valid YAML: {' '.join(str(error).split())[:200]}")]) from None
    if not isinstance(root, yaml.MappingNode):
        raise SourceError([Problem(path, 1, 1, "a rule file is a mapping such as 'lexicon: ...' or 'rules: ...'")])
    problems: list[Problem] = []
    node = _convert(root, path, problems)
    if problems:
        raise SourceError(problems)
    assert isinstance(node, Mapping)
    return node


def _hint(text: str, line: int, column: int) -> str:
    lines = text.split("\n")
    around = lines[line - 1][max(column - 2, 0) : column] if line <= len(lines) else ""
    if around.endswith("\t"):
        return " (a tab stands here: YAML wants spaces)"
    return " (put the text in quotes)" if around[-1:] in ("@", "`", "%") or around.startswith("!") else ""


def _refuse(events: Iterable[Any], path: Path) -> None:
    """Raise SourceError for what plain rule files never hold; must run before nodes are composed, which recurses."""
    import yaml

    depth = 0
    for event in events:
        at = Place(path, event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise SourceError([at.problem("YAML anchors and aliases are not allowed in rules; put the text in quotes")])
        if getattr(event, "tag", None):
            raise SourceError([at.problem("YAML tags are not allowed in rules; quote a text that begins with '!'")])
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise SourceError([at.problem("nested too deep")])
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    before = text[:index]
    return before.count("\n") + 1, index - before.rfind("\n")


def _code_point(character: Any) -> str:
    return f"U+{character if isinstance(character, int) else ord(character[0]):04X}"


def inside(place: Place, value: str, index: int) -> Place:
    """Where character `index` of the scalar `value` at `place` stands, whichever way it is quoted or folded over lines.

    The file is read again: only mistakes are worth the trouble.
    """
    try:
        lines = place.path.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return place
    raw = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
    at = 1 if raw[:1] in ("'", '"') else raw.find("\n") + 1 if raw[:1] in (">", "|") else 0
    for character in value[:index]:
        at = _after(raw, at, character)
    if index < len(value):
        at = _after(raw, at, value[index]) - 1
    line, column = _line_and_column(raw, at)
    return Place(place.path, place.line + line - 1, column + (place.column - 1 if line == 1 else 0))


def _after(raw: str, at: int, character: str) -> int:
    """The position behind the next `character` of `raw`; any run of blanks stands for a blank."""
    if character.isspace():
        while at < len(raw) and not raw[at].isspace():
            at += 1
        return at + 1
    found = raw.find(character, at)
    return at if found < 0 else found + 1


def _convert(node: Any, path: Path, problems: list[Problem]) -> Node:
    place = Place(path, node.start_mark.line + 1, node.start_mark.column + 1)
    if node.id == "scalar":
        return Text(node.value, place)
    if node.id == "sequence":
        return Items(tuple(_convert(child, path, problems) for child in node.value), place)
    values: dict[str, Node] = {}
    places: dict[str, Place] = {}
    for key, value in node.value:
        where = Place(path, key.start_mark.line + 1, key.start_mark.column + 1)
        if key.id != "scalar":
            problems.append(where.problem("a key must be a plain word"))
            continue
        if key.value in values:
            problems.append(where.problem(f"key '{key.value}' stands twice in one mapping"))
        values[key.value] = _convert(value, path, problems)
        places[key.value] = where
    return Mapping(values, places, place)


def texts(node: Node) -> Iterator[Text]:
    """The scalars of a list, or the scalar itself."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Items):
        for child in node.values:
            if isinstance(child, Text):
                yield child
