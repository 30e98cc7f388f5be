"""What a part of a rule file must be: readers that note a problem at its place and go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventx.rules.errors import Problem, did_you_mean
from eventx.rules.source import Items, Mapping, Node, Text


def only_keys(node: Mapping, allowed: Iterable[str], problems: list[Problem]) -> None:
    """Every key of `node` is one of `allowed`."""
    allowed = tuple(allowed)
    for key, place in node.places.items():
        if key not in allowed:
            problems.append(place.problem(f"unknown key '{key}'{did_you_mean(key, allowed)}"))


def text_of(node: Mapping, key: str, problems: list[Problem], default: str | None = None) -> str | None:
    """The text under `key`, `default` where there is none."""
    value = node.values.get(key)
    if value is None:
        return default
    if isinstance(value, Text):
        if value.value == "":
            problems.append(value.place.problem(f"'{key}' is empty"))
        return value.value
    problems.append(value.place.problem(f"'{key}' must be a text"))
    return default


def required(node: Mapping, key: str, problems: list[Problem]) -> str:
    """The text under `key`, which must be there."""
    if key not in node.values:
        problems.append(node.place.problem(f"key '{key}' is missing"))
        return ""
    return text_of(node, key, problems) or ""


def one_of(node: Mapping, key: str, allowed: Iterable[str], problems: list[Problem], default: str) -> str:
    """The text under `key`, one of `allowed`."""
    allowed = tuple(allowed)
    value = text_of(node, key, problems, default) or default
    if value in allowed:
        return value
    hint = did_you_mean(value, allowed)
    problems.append(node.values[key].place.problem(f"'{key}' is one of {', '.join(allowed)}, not '{value}'{hint}"))
    return default


def texts_in(node: Node, what: str, problems: list[Problem]) -> Iterator[Text]:
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


def strings(node: Mapping, key: str, problems: list[Problem]) -> tuple[str, ...]:
    """The texts of the list under `key`, none where there is no such key."""
    return tuple(t.value for t in texts_in(node.values[key], key, problems)) if key in node.values else ()
