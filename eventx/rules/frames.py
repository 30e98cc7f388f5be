"""Frames: arguments that many rules share, each list written once; a frame may build on another."""

from __future__ import annotations

import collections.abc
from dataclasses import dataclass

from eventx.rules.errors import Problem, did_you_mean
from eventx.rules.model import PatternText
from eventx.rules.nodes import texts_in
from eventx.rules.source import Mapping, Node, Text

Arguments = dict[str, tuple[PatternText, ...]]
"""Patterns by the argument that they give."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame as it is written: its own arguments, and the name of the frame that it builds on."""

    arguments: Arguments
    extends: Text | None = None


def read_arguments(node: Node, problems: list[Problem]) -> Arguments:
    """The arguments of a rule."""
    if not isinstance(node, Mapping):
        problems.append(node.place.problem("'arguments' is a mapping of slots to patterns"))
        return {}
    return {
        name: tuple(PatternText(t.value, t.place) for t in texts_in(value, name, problems))
        for name, value in node.values.items()
    }


def read_frames(node: Node, into: dict[str, Frame], problems: list[Problem]) -> None:
    """The frames of a file."""
    if not isinstance(node, Mapping):
        problems.append(node.place.problem("'frames' is a mapping of names to arguments"))
        return
    for name, value in node.values.items():
        if name in into:
            problems.append(node.places[name].problem(f"duplicate frame '{name}'"))
        into[name] = _frame(value, problems)


def _frame(node: Node, problems: list[Problem]) -> Frame:
    if not isinstance(node, Mapping) or "extends" not in node.values:
        return Frame(read_arguments(node, problems))
    other = node.values["extends"]
    own = Mapping({k: v for k, v in node.values.items() if k != "extends"}, node.places, node.place)
    if not isinstance(other, Text) or not other.value:
        problems.append(other.place.problem("'extends' is the name of one frame"))
        return Frame(read_arguments(own, problems))
    return Frame(read_arguments(own, problems), other)


def opened(frames: collections.abc.Mapping[str, Frame], problems: list[Problem]) -> dict[str, Arguments]:
    """The arguments of every frame: its own, and behind them those of the frame that it builds on."""
    return {name: _joined([frames[n] for n in _line(name, frames, problems)]) for name in frames}


def _joined(line: list[Frame]) -> Arguments:
    """The patterns of each argument, in the order of the frames; the arguments as the frame has them that has most."""
    fullest = max((frame.arguments for frame in line), key=len)
    slots = dict.fromkeys(slot for arguments in (fullest, *(f.arguments for f in line)) for slot in arguments)
    return {slot: tuple(p for frame in line for p in frame.arguments.get(slot, ())) for slot in slots}


def _line(name: str, frames: collections.abc.Mapping[str, Frame], problems: list[Problem]) -> list[str]:
    """A frame, the one that it builds on, the one that this builds on, and so on."""
    line = [name]
    while (other := frames[line[-1]].extends) is not None:
        if other.value not in frames:
            hint = did_you_mean(other.value, frames)
            problems.append(other.place.problem(f"frame '{line[-1]}' extends no known frame: '{other.value}'{hint}"))
            break
        if other.value in line:
            circle = " -> ".join([*line[line.index(other.value) :], other.value])
            problems.append(other.place.problem(f"frame '{line[-1]}' extends itself: {circle}"))
            break
        line.append(other.value)
    return line
