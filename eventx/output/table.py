"""Events for people: one a row where the terminal is wide enough, else one a card.

Terminals that know writing directions reorder a line as a whole, so every cell line is closed off: Arabic stands in an
isolate (FSI ... PDI), and a left-to-right mark stands at both ends of the cell. All of these take no room.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style

from eventx.model import Event, Extraction
from eventx.output.clean import LRM, PDI, RLI, is_rtl, isolate
from eventx.output.labels import Labels
from eventx.output.phrases import COLUMNS, Cell, Phrase, Run, cells, details, heading, summary

ROWS_FROM = 115
"""Columns of the terminal from which an event is a row."""
NARROWEST = 30
STYLES = {
    "": "",
    "dim": "dim",
    "name": "bold",
    "title": "bold",
    "type": "bold cyan",
    "foiled": "yellow",
    "killed": "red",
    "wounded": "yellow",
    "abducted": "magenta",
    "actor": "magenta",
}
_CARD = ("attack", "when", "where", "weapons", "casualties", "target", "by", "sources", "words")
_GAP = "  "
_NARROWEST = {
    "number": 1,
    "when": 12,
    "attack": 12,
    "where": 18,
    "weapons": 13,
    "casualties": 14,
    "target": 16,
    "by": 15,
}
_NOTHING: Cell = ((Run("—", "dim"),),)
_WIDEST_CARD = 100
_TRAILING = re.compile(r"[ ]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    run: int
    style: str
    rtl: bool


class CellText:
    """The lines of a cell. It wraps by itself, because an isolate has to be closed on every line."""

    def __init__(self, cell: Cell, labels: Labels, align: bool = True) -> None:
        self.phrases = [_words(phrase) for phrase in cell]
        self.rtl = labels.rtl
        self.align = align

    def natural(self) -> int:
        """Its width where no line is wrapped."""
        return max((_width(phrase) for phrase in self.phrases), default=0)

    def lines(self, width: int) -> list[list[Segment]]:
        """Its lines, each exactly `width` cells wide; Arabic stands at the right."""
        found: list[list[Segment]] = []
        for phrase in self.phrases:
            right = self.align and (self.rtl or all(word.rtl for word in phrase))
            found.extend(self._line(line, width, right) for line in _wrap(phrase, max(width, 1)))
        return found

    def _line(self, line: list[_Word], width: int, right: bool) -> list[Segment]:
        room = [Segment(" " * max(width - _width(line), 0))]
        made = [Segment(LRM + RLI if self.rtl else LRM)]
        for _, run in groupby(line, key=lambda word: (word.run, word.style, word.rtl)):
            words = list(run)
            text = "".join(word.text for word in words)
            foreign = words[0].rtl or self.rtl
            made.append(Segment(_isolated(text) if foreign else text, Style.parse(STYLES[words[0].style])))
        made.append(Segment(PDI + LRM if self.rtl else LRM))
        return room + made if right else made + room


class Grid:
    """Rows of cells in columns of fixed width."""

    def __init__(self, widths: Sequence[int], labels: Labels) -> None:
        self.widths = widths
        self.empty = CellText((), labels)
        self.rows: list[list[CellText] | None] = []

    def add(self, cells: list[CellText]) -> None:
        """Add a row."""
        self.rows.append(cells)

    def rule(self) -> None:
        """Add a line across."""
        self.rows.append(None)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        dim = Style.parse("dim")
        for row in self.rows:
            if row is None:
                yield Segment("─" * (sum(self.widths) + len(_GAP) * (len(self.widths) - 1)), dim)
                yield Segment.line()
                continue
            columns = [cell.lines(width) for cell, width in zip(row, self.widths, strict=True)]
            for lines in zip_longest(*columns):
                for index, line in enumerate(lines):
                    if index:
                        yield Segment(_GAP)
                    yield from line if line is not None else (Segment(" " * self.widths[index]),)
                yield Segment.line()


def _isolated(text: str) -> str:
    """The text in an isolate, the space at its ends outside."""
    inner = text.strip(" ")
    before = len(text) - len(text.lstrip(" "))
    return text[:before] + (isolate(inner) if inner else "") + (text[before + len(inner) :])


def _words(phrase: Phrase) -> list[_Word]:
    """The words of a phrase, each with the space after it."""
    words: list[_Word] = []
    for number, run in enumerate(phrase):
        rtl = is_rtl(run.text)
        words.extend(_Word(found, number, run.style, rtl) for found in re.findall(r" *[^ ]+ *", run.text))
    return words


def _wrap(words: list[_Word], width: int) -> Iterator[list[_Word]]:
    """Lines of at most `width` cells; a word that is wider is broken."""
    line: list[_Word] = []
    used = 0
    for word in words:
        for piece in _broken(word, width):
            size = cell_len(piece.text.rstrip(" "))
            if line and used + size > width:
                yield _trimmed(line)
                line, used = [], 0
            if not line:
                piece = _Word(piece.text.lstrip(" "), piece.run, piece.style, piece.rtl)
            line.append(piece)
            used += cell_len(piece.text)
    if line:
        yield _trimmed(line)


def _trimmed(line: list[_Word]) -> list[_Word]:
    last = line[-1]
    return [*line[:-1], _Word(last.text.rstrip(" "), last.run, last.style, last.rtl)]


def _broken(word: _Word, width: int) -> Iterator[_Word]:
    if cell_len(word.text.strip(" ")) <= width:
        yield word
        return
    piece = ""
    for character in word.text.strip(" "):
        if piece and cell_len(piece + character) > width:
            yield _Word(piece, word.run, word.style, word.rtl)
            piece = ""
        piece += character
    yield _Word(piece + " ", word.run, word.style, word.rtl)


def _width(words: Sequence[_Word]) -> int:
    return cell_len("".join(word.text for word in words).rstrip(" "))


def render(extraction: Extraction, labels: Labels, width: int, colour: bool) -> str:
    """The table of one document, as text that ends in a newline; no line is wider than `width`."""
    rows = width >= ROWS_FROM
    width = width if rows else min(max(width, NARROWEST), _WIDEST_CARD)
    parts: list[Grid] = [_full_width(heading(extraction, labels), labels, width)]
    if extraction.events:
        parts.append(_rows(extraction.events, labels, width) if rows else _cards(extraction.events, labels, width))
    style = "dim" if extraction.events else ""
    parts.append(_full_width(((Run(summary(extraction, labels), style),),), labels, width))
    file = io.StringIO()
    console = Console(
        file=file,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part, soft_wrap=True, end="")
    text = file.getvalue()
    return text if colour else _TRAILING.sub("", text)


def _full_width(cell: Cell, labels: Labels, width: int) -> Grid:
    grid = Grid((width,), labels)
    grid.add([CellText(cell, labels, align=labels.rtl)])
    return grid


def _rows(events: Sequence[Event], labels: Labels, width: int) -> Grid:
    """One event a row. There are no upright lines: between two Arabic cells a terminal would reorder them."""
    order = ("number", *COLUMNS)[:: -1 if labels.rtl else 1]
    table: list[list[CellText]] = [
        [CellText(_title(name, labels) if name != "number" else (), labels) for name in order],
    ]
    for number, event in enumerate(events, 1):
        row = {**cells(event, labels), "number": ((Run(str(number), "dim"),),)}
        table.append([CellText(_apart(row[name] or _NOTHING), labels) for name in order])
    widths = [max(row[index].natural() for row in table) for index in range(len(order))]
    grid = Grid(_fitted(widths, [_NARROWEST[name] for name in order], width - len(_GAP) * (len(order) - 1)), labels)
    for cells_of_row in table:
        grid.rule()
        grid.add(cells_of_row)
    grid.rule()
    return grid


def _fitted(natural: Sequence[int], narrowest: Sequence[int], room: int) -> list[int]:
    """The widths that columns would like, the widest made narrower until all fit."""
    widths = list(natural)
    while sum(widths) > room:
        excess = [width - least for width, least in zip(widths, narrowest, strict=True)]
        widest = excess.index(max(excess))
        if excess[widest] <= 0:
            break
        widths[widest] -= 1
    return widths


def _title(name: str, labels: Labels) -> Cell:
    return ((Run(labels("column." + name), "name"),),)


def _apart(cell: Cell) -> Cell:
    """Lines of one direction each: words of eventx, then the quotation of the document under them."""
    lines: list[Phrase] = []
    for phrase in cell:
        for _, group in groupby(phrase, key=lambda run: is_rtl(run.text)):
            runs = list(group)
            lines.append((*runs[:-1], Run(runs[-1].text.rstrip(" :"), runs[-1].style)))
    return tuple(lines)


def _cards(events: Sequence[Event], labels: Labels, width: int) -> Grid:
    """One event a card: what is told, a line each."""
    size = max(cell_len(labels("column." + name)) for name in _CARD)
    widths = (size, width - size - len(_GAP))
    grid = Grid(widths[:: -1 if labels.rtl else 1], labels)
    for number, event in enumerate(events, 1):
        row = cells(event, labels)
        more = details(event, labels)
        row["casualties"] += more.pop("casualties")
        row.update(more)
        row["attack"] = (tuple(_joined(row["attack"])),)
        grid.rule()
        for name in _CARD:
            if not row[name]:
                continue
            label: Cell = ((Run(labels("column." + name), "dim"),),)
            if name == "attack":
                label = ((Run(str(number), "name"),),)
            pair = [CellText(label, labels), CellText(row[name], labels, align=labels.rtl)]
            grid.add(pair[:: -1 if labels.rtl else 1])
    grid.rule()
    return grid


def _joined(cell: Cell) -> Iterator[Run]:
    """The lines of a cell on one line."""
    for index, phrase in enumerate(cell):
        if index:
            yield Run(" · ", "dim")
        yield from phrase
