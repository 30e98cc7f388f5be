"""YAML text to plain values that remember where they stand.

Every scalar is read as a string: YAML's own ideas of `no`, `on`, `1:30` and dates never apply. Aliases and tags are refused,
so that a hostile file can neither explode nor name a Python object.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

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
    seen: set[str] = field(default_factory=set)


Node = Text | Items | Mapping


class SourceError(Exception):
    """A file that is no YAML of the plain kind; holds the problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(str(problems[0]))


def parse(text: str, path: Path) -> Mapping:
    """The top-level mapping of a rule file; raises SourceError."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            mark = event.start_mark
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise SourceError(
                    [Problem(path, mark.line + 1, mark.column + 1, "YAML anchors and aliases are not allowed in rules")]
                )
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        found = error.problem_mark or error.context_mark
        line, column = (found.line + 1, found.column + 1) if found else (1, 1)
        raise SourceError([Problem(path, line, column, f"not valid YAML: {error.problem or error.context}")]) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise SourceError([Problem(path, 1, 1, f"not valid YAML: {' '.join(str(error).split())[:200]}")]) from None
    problems: list[Problem] = []
    if not isinstance(root, yaml.MappingNode):
        raise SourceError([Problem(path, 1, 1, "a rule file is a mapping such as 'lexicon: ...' or 'rules: ...'")])
    node = _convert(root, path, problems)
    if problems:
        raise SourceError(problems)
    assert isinstance(node, Mapping)
    return node


def _convert(node: Any, path: Path, problems: list[Problem]) -> Node:
    place = Place(path, node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.ScalarNode):
        return Text(node.value, place)
    if isinstance(node, yaml.SequenceNode):
        return Items(tuple(_convert(child, path, problems) for child in node.value), place)
    values: dict[str, Node] = {}
    places: dict[str, Place] = {}
    for key, value in node.value:
        where = Place(path, key.start_mark.line + 1, key.start_mark.column + 1)
        if not isinstance(key, yaml.ScalarNode):
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
