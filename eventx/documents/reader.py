"""Paths to documents: files, folders, globs and standard input; plain text, JSON Lines and JSON records."""

from __future__ import annotations

import glob
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from eventx.documents.decode import UnreadableError, decode
from eventx.model import Document, PublishedFrom

STDIN = "-"
_TEXTS = frozenset({".txt", ".text"})
_LINES = frozenset({".jsonl", ".ndjson"})
_JSON = frozenset({".json"})
_FOLDER_READS = _TEXTS | _LINES | _JSON
_ISO_DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:[T ].*)?\s*\Z", re.DOTALL)
_NOT_SPACE = re.compile(r"[^\s,]")
_LINE_BREAK = re.compile(r"\s*?[\r\n]")


@dataclass(frozen=True, slots=True)
class Failure:
    """An input, or one line of it, that could not be read, and why."""

    name: str
    line: int | None
    reason: str


def read_paths(
    paths: Iterable[str], published: date | None = None, stdin: BinaryIO | None = None
) -> Iterator[Document | Failure]:
    """The documents of `paths` in the order given; folders and globs in sorted order.

    `published` is the publication date of every document that carries none of its own. What cannot be read comes as a
    `Failure` in its place; the rest goes on.
    """
    for path in paths:
        if path == STDIN:
            yield from _stream(stdin, published)
            continue
        found = _expand(path)
        if not found:
            yield Failure(path, None, "no such file or folder" if not glob.has_magic(path) else "no file matches")
        for name, from_folder in found:
            yield from _file(name, published, from_folder)


def is_collection(path: str) -> bool:
    """Whether `path` names several files (a folder or a pattern) rather than one."""
    return path != STDIN and (Path(path).is_dir() or (glob.has_magic(path) and not Path(path).exists()))


def _expand(path: str) -> list[tuple[str, bool]]:
    """The files that `path` stands for, each with whether a folder brought it in."""
    if Path(path).is_dir():
        return [(name, True) for name in _walk(path)]
    if Path(path).exists() or Path(path).is_symlink():
        return [(path, False)]
    if not glob.has_magic(path) or "\x00" in path:
        return []
    names = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - a Path does not glob absolute patterns
    return [(name, False) for name in names if not Path(name).is_dir()]


def _walk(folder: str) -> list[str]:
    found: list[Path] = []
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (Path(root, name) for name in files if not name.startswith("."))
        found.extend(path for path in paths if path.suffix.lower() in _FOLDER_READS)
    return [str(path) for path in sorted(found, key=lambda path: path.parts)]


def _stream(stdin: BinaryIO | None, published: date | None) -> Iterator[Document | Failure]:
    if stdin is None:
        yield Failure(STDIN, None, "standard input is not open")
        return
    try:
        data = stdin.read()
    except OSError as error:
        yield Failure(STDIN, None, error.strerror or str(error))
        return
    yield from read_bytes(STDIN, data, published)


def _file(name: str, published: date | None, from_folder: bool) -> Iterator[Document | Failure]:
    try:
        data = Path(name).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Failure(name, None, reason[:1].lower() + reason[1:])
        return
    yield from read_bytes(name, data, published, from_folder=from_folder)


def read_bytes(
    name: str, data: bytes, published: date | None = None, *, from_folder: bool = False
) -> Iterator[Document | Failure]:
    """The documents in `data`; its format is told by the content, then by the extension of `name`."""
    try:
        text = decode(data).text
    except UnreadableError as error:
        yield Failure(name, None, str(error))
        return
    if not text.strip():
        yield Failure(name, None, "empty: there is no text in it")
        return
    extension = Path(name).suffix.lower()
    head = text.lstrip()[:1]
    if head in "{[" or extension in _LINES | _JSON:
        records = _json(name, text, extension)
        if isinstance(records, Failure):
            yield records
            return
        if records is not None:
            if from_folder and extension in _JSON:
                records = list(records)
                if not any(map(_is_article, records)):
                    return  # results of an earlier run or settings that lie beside the articles
            for record in records:
                yield _document(name, record, published)
            return
    yield _plain(name, text, published)


def _plain(name: str, text: str, published: date | None) -> Document:
    return Document(id=name, text=text, published=published, published_from="option" if published else None)


@dataclass(frozen=True, slots=True)
class _Record:
    """A JSON value, the line it stands on, and the document id it gets if it has none of its own."""

    line: int | None
    id: str
    value: Any


def _json(name: str, text: str, extension: str) -> Iterable[_Record] | Failure | None:
    """The records of `text`; None when it is no JSON after all, a `Failure` when it should have been."""
    if extension in _LINES:
        return _lines(name, text)
    whole = _parse(text)
    if isinstance(whole, dict):
        return [_Record(None, name, whole)]
    if isinstance(whole, list) and (extension in _JSON or any(isinstance(item, dict) for item in whole)):
        return _items(name, text)
    if any(isinstance(record.value, dict) for record in _lines(name, text)):
        return _lines(name, text)
    if extension not in _JSON:
        return None
    if isinstance(whole, ValueError):
        return Failure(name, *_where(whole))
    return Failure(name, None, "no article record: expected an object with `text`, or an array of them")


def _lines(name: str, text: str) -> Iterator[_Record]:
    """The values of JSON Lines, parsed as they are asked for."""
    for number, line in enumerate(text.split("\n"), 1):  # str.splitlines would break at U+2028 inside a JSON string
        if line.strip():
            yield _Record(number, f"{name}:{number}", _parse(line))


def _parse(text: str) -> Any:
    """The JSON value, or the error as a value."""
    try:
        return json.loads(text)
    except ValueError as error:
        return error
    except RecursionError:
        return ValueError("too deeply nested")


def _where(error: ValueError) -> tuple[int | None, str]:
    if isinstance(error, json.JSONDecodeError):
        return error.lineno, f"not JSON: {error.msg} at column {error.colno}"
    return None, f"not JSON: {error}"


def _items(name: str, text: str) -> list[_Record]:
    """The items of a JSON array that is known to be sound, with their lines."""
    decoder = json.JSONDecoder()
    found: list[_Record] = []
    at = text.index("[") + 1
    line, counted = 1, 0
    while (found_at := _NOT_SPACE.search(text, at)) is not None and found_at[0] != "]":
        at = found_at.start()
        line, counted = line + text.count("\n", counted, at), at
        value, at = decoder.raw_decode(text, at)
        found.append(_Record(line, f"{name}#{len(found) + 1}", value))
    return found


def _is_article(record: _Record) -> bool:
    return isinstance(record.value, dict) and "text" in record.value


def _document(name: str, source: _Record, published: date | None) -> Document | Failure:
    line, record = source.line, source.value
    if isinstance(record, ValueError):
        return Failure(name, line, _where(record)[1])
    if not isinstance(record, dict):
        return Failure(name, line, f"not an object but {_kind(record)}")
    for key, kinds in (("text", str), ("title", str | None), ("url", str | None), ("id", str | int | None)):
        value = record.get(key)
        if key == "text" and value is None:
            return Failure(name, line, "the record has no `text`")
        if not isinstance(value, kinds) or isinstance(value, bool):
            return Failure(name, line, f"`{key}` is {_kind(value)}, not a string")
    own: date | None = None
    told = record.get("published")
    if told not in (None, ""):
        own = _day(told)
        if own is None:
            shown = json.dumps(told, ensure_ascii=False)[:60]
            return Failure(name, line, f"`published` is not a date like 2021-05-04: {shown}")
    title: str | None = record.get("title") or None
    if title is not None and not title.strip():
        title = None
    origin: PublishedFrom | None = "record" if own else "option" if published else None
    identity = record.get("id")
    if identity in (None, ""):
        identity = source.id
    return Document(
        id=str(identity),
        text=_joined(title, record["text"]),
        title=title,
        published=own or published,
        published_from=origin,
        url=record.get("url") or None,
    )


def _joined(title: str | None, text: str) -> str:
    """Title, two newlines, text; the text alone where its first line is the title already."""
    if title is None:
        return text
    if text.startswith(title) and (len(text) == len(title) or _LINE_BREAK.match(text, len(title))):
        return text
    return f"{title}\n\n{text}"


def _day(value: object) -> date | None:
    found = _ISO_DAY.match(value) if isinstance(value, str) else None
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1])
    except ValueError:
        return None


def _kind(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    names = {int: "a number", float: "a number", str: "a string", list: "an array", dict: "an object"}
    return names.get(type(value), type(value).__name__)
