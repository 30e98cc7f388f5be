"""What stands where on a page: title, body, and the furniture around them that is not read.

Every character of the text that is not space lies in exactly one block. What is not surely furniture is body: leaving a
share button in costs little, losing a sentence costs an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from eventx.documents.furniture import Form, Furniture, FurnitureEntry, form_at
from eventx.documents.lines import (
    Line,
    has_credit,
    is_byline,
    is_date,
    is_furniture,
    lines,
    split_prefix,
    split_tail,
)
from eventx.documents.repeats import repeats

Kind = Literal["title", "body", "caption", "pull-quote", "furniture", "header-date"]

_LONGEST_TITLE = 30
_LONGEST_LINK = 20
_MOST_LINKS = 6
_MOST_TAILS = 4
_HEADER_LINES = 4
"""A byline or a date of the header stands among the first lines, a signature among the last."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text and what it is; `[start, end)` in code points, without space at its ends."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a page in text order; together they hold everything but space."""

    blocks: tuple[Block, ...]

    @property
    def article(self) -> tuple[Block, ...]:
        """Title and body: what is read further."""
        return tuple(block for block in self.blocks if block.kind in ("title", "body"))

    @property
    def header_dates(self) -> tuple[Block, ...]:
        """Date lines above the body."""
        return tuple(block for block in self.blocks if block.kind == "header-date")


@dataclass(slots=True)
class _Part:
    line: Line
    kind: Kind | None = None
    """None while the line may still be article."""


def lay_out(text: str, words: Furniture | Iterable[FurnitureEntry], title: str | None = None) -> Layout:
    """Tell the blocks of `text` apart by the words of the furniture lexicon.

    `title` is the headline where a record says it.
    """
    furniture = words if isinstance(words, Furniture) else Furniture.of(words)
    parts = _parts(text, furniture, titled=bool(title) and text.startswith(title or ""))
    _cut_tail(parts, furniture)
    _mark_lists(parts, furniture)
    _mark_rest(parts, furniture)
    _mark_edges(parts, furniture)
    _mark_title(parts)
    _mark_repeats(parts, furniture)
    return Layout(tuple(Block(part.line.start, part.line.end, part.kind or "body") for part in parts))


def _parts(text: str, furniture: Furniture, titled: bool) -> list[_Part]:
    """Lines, with furniture glued to their heads cut off, and those known for furniture by their own words."""
    parts: list[_Part] = []
    for line in lines(text):
        if titled and not parts:
            parts.append(_Part(line, "title"))
            continue
        cut = split_prefix(line, furniture)
        if cut is not None:
            parts.append(_Part(cut[0], "furniture"))
            line = cut[1]
        parts.append(_Part(line, "furniture" if is_furniture(line, furniture) else None))
    return parts


def _open(parts: Sequence[_Part]) -> list[int]:
    return [index for index, part in enumerate(parts) if part.kind is None]


def _cut_tail(parts: list[_Part], furniture: Furniture) -> None:
    """Tags and link-backs at the end of the last line of the article, one after the other."""
    for _ in range(_MOST_TAILS):
        left = _open(parts)
        if not left:
            return
        last = left[-1]
        cut = split_tail(parts[last].line, furniture)
        if cut is None:
            return
        before, tail = cut
        if before is None:
            if len(left) == 1:
                return  # the only line there is
            parts[last].kind = "furniture"
            continue
        parts[last] = _Part(before)
        parts.insert(last + 1, _Part(tail, "furniture"))


def _mark_lists(parts: list[_Part], furniture: Furniture) -> None:
    """Headings such as "read also", and the links under them."""
    for index, part in enumerate(parts):
        if part.kind is not None or not part.line.words:
            continue
        form = form_at(furniture.list, part.line.words, 0)
        if form is None or len(part.line.words) > form.limit:
            continue
        alone = len(part.line.words) == len(form.words)
        if not alone and not _is_headed(part.line, form):
            continue
        part.kind = "furniture"
        if alone:
            for link in _links(parts, index + 1, furniture):
                parts[link].kind = "furniture"


def _is_headed(line: Line, form: Form) -> bool:
    """Whether a colon, a dash or a bar follows the form, so that the link stands on the same line."""
    rest = line.folded.text
    for word in form.words:
        rest = rest[rest.index(word) + len(word) :]
    return rest.lstrip()[:1] in (":", "-", "|", ".", "»", ">")


def _links(parts: Sequence[_Part], first: int, furniture: Furniture) -> list[int]:
    """The lines under a list's head that look like links: short, without a full stop, in one block."""
    found: list[int] = []
    for index in range(first, min(first + _MOST_LINKS, len(parts))):
        line = parts[index].line
        if parts[index].kind is not None:
            continue
        if len(line.words) > _LONGEST_LINK or line.full_stop or line.folded.text.endswith(":"):
            break
        if found and line.gap and index > first:
            break
        found.append(index)
    return found


def _mark_rest(parts: list[_Part], furniture: Furniture) -> None:
    """Comments and the like: nothing after them is article, if the article stands before them."""
    below = sum(len(part.line.words) for part in parts if part.kind in (None, "title"))
    above = 0
    for index, part in enumerate(parts):
        if part.kind not in (None, "title") or not part.line.words:
            continue
        below -= len(part.line.words)
        form = form_at(furniture.rest, part.line.words, 0) if part.kind is None else None
        if form is None or any(not word.isdigit() for word in part.line.words[len(form.words) :]):
            above += len(part.line.words)
            continue
        part.kind = "furniture"
        if above > below:
            for other in parts[index + 1 :]:
                other.kind = "furniture"
            return


def _mark_edges(parts: list[_Part], furniture: Furniture) -> None:
    """Date lines and bylines around the article."""
    left = _open(parts)
    head, foot = left[:_HEADER_LINES], left[-3:]
    titled = any(part.kind == "title" for part in parts)
    body = False
    for index in left:
        line = parts[index].line
        near = index in head or index in foot
        if near and is_date(line, furniture):
            parts[index].kind = "furniture" if body else "header-date"
        elif near and titled and is_byline(line, furniture):
            parts[index].kind = "furniture"
        else:
            body = body or (titled and (line.full_stop or len(line.words) > _LONGEST_TITLE))
            titled = True


def _mark_title(parts: list[_Part]) -> None:
    """The first line is the title if it looks like one and an article follows."""
    left = _open(parts)
    if len(left) < 2 or any(part.kind == "title" for part in parts):
        return
    first = parts[left[0]]
    if len(first.line.words) <= _LONGEST_TITLE and not first.line.full_stop:
        first.kind = "title"


def _mark_repeats(parts: list[_Part], furniture: Furniture) -> None:
    left = [index for index, part in enumerate(parts) if part.kind in (None, "title")]
    candidates = [_without_credit(parts[index].line, furniture) for index in left]
    gone = [left[number] for number in sorted(repeats(candidates))]
    title = next((part.line.words for part in parts if part.kind == "title"), ())
    lines_gone = [parts[index].line for index in gone]
    credited = {_without_credit(line, furniture).words for line in lines_gone if has_credit(line, furniture)}
    for index in gone:
        line = parts[index].line
        words = _without_credit(line, furniture).words
        parts[index].kind = "caption" if words in credited or (not line.full_stop and words != title) else "pull-quote"


def _without_credit(line: Line, furniture: Furniture) -> Line:
    """The line with the words of its picture credit left out of the comparison."""
    for size in (3, 2, 1):
        if size < len(line.words) and line.words[-size:] in furniture.credit:
            text = line.folded.text
            for word in reversed(line.words[-size:]):
                text = text[: text.rindex(word)]
            return replace(line, words=line.words[:-size], folded=replace(line.folded, text=text.rstrip(" (")))
    return line
