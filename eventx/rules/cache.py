"""What is derived from rule files, kept in the user's cache folder: where, under which name, when it is believed.

A file is a first line with its checksum, a line of JSON that says what follows, and pieces of text. Nothing in it can
run code. Whatever is wrong (no folder, a read-only or damaged file, another user's), things go on without it.
`EVENTX_CACHE=off` switches it off.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from eventx import __version__
from eventx.paths import shipped_rules

FORMAT = 3
"""Raised with every change of what is stored or how."""
_KEPT = 6
"""Files of this version that stay, the newest: packs come in few combinations, but each edit makes a file."""
_MOST = 1 << 28
_MAGIC = b"eventx-cache"
_RULES = (".yaml", ".yml", ".tsv", ".txt")
# The packages whose code works out what is stored; in a checkout it changes without a new version.
_MAKERS = ("rules", "text", "gazetteer", "mentions")


class Pieces:
    """The pieces of a cache file, decoded when they are asked for; ValueError or KeyError where they lack."""

    def __init__(self, content: bytes) -> None:
        end = content.index(b"\n")
        self._content = content
        self._where: dict[str, tuple[int, int]] = {}
        at = end + 1
        for name, length in json.loads(content[:end]):
            self._where[name] = at, at + length
            at += length

    def text(self, name: str) -> str:
        """A piece as it is."""
        start, end = self._where[name]
        return str(self._content[start:end], "utf-8")

    def lines(self, name: str) -> list[str]:
        """A piece made by `joined`."""
        text = self.text(name)
        return text.split("\n") if text else []

    def raw_lines(self, name: str) -> list[bytes]:
        """The same, not decoded yet."""
        start, end = self._where[name]
        return self._content[start:end].split(b"\n") if end > start else []

    def json(self, name: str) -> object:
        """A piece made by `dumped`."""
        start, end = self._where[name]
        return json.loads(str(self._content[start:end], "utf-8"))


def joined(words: Iterable[str]) -> str:
    """Words as lines. Raises ValueError for words that lines can't hold."""
    listed = list(words)
    text = "\n".join(listed)
    if text.count("\n") != max(len(listed) - 1, 0) or listed == [""]:
        raise ValueError("a word with a line break")
    return text


def dumped(value: object) -> str:
    """Plain data as one line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def key_of(folders: Iterable[Path]) -> str | None:
    """The name for what is derived from the rules in `folders`; None where the cache is off or a file unreadable."""
    if os.environ.get("EVENTX_CACHE", "").strip().lower() == "off":
        return None
    found = sha256(f"{FORMAT}\0{__version__}\0{sys.version}\0{_stamp()}\0".encode())
    try:
        for folder in (shipped_rules(), *folders):
            found.update(f"folder\0{folder}\0".encode("utf-8", "surrogatepass"))
            for path in sorted(_files(str(folder))):
                with open(path, "rb") as file:  # noqa: PTH123 - Path objects would cost more than reading
                    content = file.read()
                found.update(f"{path}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
                found.update(content)
    except (OSError, ValueError):
        return None
    return found.hexdigest()[:32]


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            elif entry.name.endswith(_RULES) and entry.is_file():
                yield entry.path


def _stamp() -> str:
    """Sizes and times of the modules that work out what is stored."""
    parts: list[str] = []
    package = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120
    for name in _MAKERS:
        try:
            with os.scandir(f"{package}{os.sep}{name}") as entries:
                for entry in entries:
                    if entry.name.endswith(".py"):
                        found = entry.stat()
                        parts.append(f"{name}/{entry.name} {found.st_size} {found.st_mtime_ns}")
        except OSError:  # packed into one file: the version tells
            continue
    return "\n".join(sorted(parts))


def cache_folder() -> Path | None:
    """The folder for cache files, whether it is there or not; None where the user has no home."""
    chosen = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", "")
    if chosen and os.path.isabs(chosen):  # noqa: PTH117
        return Path(chosen) / "eventx"
    try:
        return Path.home() / ".cache" / "eventx"
    except RuntimeError:
        return None


def _name(key: str) -> str:
    return f"rules-{__version__}-{FORMAT}-{key}.cache"


def read(key: str) -> Pieces | None:
    """What is stored under `key`; None where there is nothing that can be believed."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        path = folder / _name(key)
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST or not _trusted(found.st_uid):
            return None
        content = path.read_bytes()
        end = content.index(b"\n") + 1
        body = memoryview(content)[end:]
        if content[:end] != _first_line(body):
            return None
        return Pieces(bytes(body))
    except (OSError, ValueError, TypeError):
        return None


def write(key: str, pieces: Mapping[str, str]) -> None:
    """Store `pieces` under `key` if that is possible, and drop files of other versions."""
    folder = cache_folder()
    if folder is None:
        return
    temporary = folder / f".rules-{os.getpid()}-{id(pieces):x}.tmp"
    try:
        encoded = {name: text.encode() for name, text in pieces.items()}
        head = dumped([(name, len(content)) for name, content in encoded.items()]).encode()
        body = b"\n".join((head, b"".join(encoded.values())))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as file:
                file.write(_first_line(body))
                file.write(body)
            temporary.replace(folder / _name(key))
        finally:
            temporary.unlink(missing_ok=True)
    except (OSError, ValueError):
        return
    _prune(folder, _name(key))


def _first_line(body: bytes | memoryview) -> bytes:
    return b"%s %d %s %s\n" % (_MAGIC, FORMAT, __version__.encode(), sha256(body).hexdigest().encode())


def _trusted(owner: int) -> bool:
    return not hasattr(os, "getuid") or owner in (os.getuid(), 0)


def _prune(folder: Path, newest: str) -> None:
    """Drop our files of other versions, all but the newest of this one, and what a killed process left."""
    ours: list[tuple[int, Path]] = []
    mine = f"rules-{__version__}-{FORMAT}-"
    try:
        latest = (folder / newest).stat().st_mtime_ns
        for path in folder.iterdir():
            if path.name.startswith(".rules-") and path.suffix == ".tmp":
                if latest - path.stat().st_mtime_ns > 3600 * 10**9:
                    path.unlink(missing_ok=True)
            elif path.name.startswith("rules-") and path.suffix == ".cache":
                if path.name.startswith(mine):
                    ours.append((path.stat().st_mtime_ns, path))
                else:
                    path.unlink(missing_ok=True)
        for _, path in sorted(ours)[:-_KEPT]:
            if path.name != newest:
                path.unlink(missing_ok=True)
    except OSError:
        return
