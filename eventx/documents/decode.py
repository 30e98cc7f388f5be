"""Bytes to text, with the encoding told by the content alone.

Newlines, odd characters and everything else stay as they are: offsets are code points of the text returned here.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

_BOMS = (  # the longer mark first: UTF-32 little-endian begins like UTF-16 little-endian
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_WIDE_SAMPLE = 4096
"""Bytes looked at to tell UTF-16 without a mark."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROLS = 0.02
"""News sites let a stray control character through here and there; more than this is no text."""
_ARABIC = range(0x600, 0x700)
_DAMAGE = 50
"""A text with one broken byte in this many good multi-byte characters is damaged UTF-8, not another encoding."""


class UnreadableError(ValueError):
    """The bytes are not text; the message says why."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file and the encoding it was told to be in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Decode UTF-8, UTF-16, UTF-32 or Windows-1256, whichever `data` is in.

    Raises `UnreadableError` for anything else.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_marked(data[len(mark) :], encoding), encoding)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(f"this is {what}, not text")
    wide = _wide(data)
    if wide is not None:
        return wide
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    repaired = data.decode("utf-8", errors="replace")
    broken = repaired.count("\ufffd")
    whole = sum(1 for character in repaired if character > "\x7f") - broken
    if whole >= broken * _DAMAGE or (broken == 1 and repaired.endswith("\ufffd") and whole > 0):
        return _checked(repaired, "utf-8")
    return _windows(data)


def _marked(data: bytes, encoding: str) -> str:
    """Text after a byte order mark: the mark is believed, so a file cut short loses a character and not everything."""
    return data.decode(encoding, errors="replace")


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark, told by the high bytes: Arabic and ASCII text has hardly any but 00 and 06."""
    sample = data[:_WIDE_SAMPLE]
    sample = sample[: len(sample) // 2 * 2]
    if len(sample) < 4 or len(data) % 2 or not (b"\x00" in sample or b"\x06" in sample):
        return None
    for encoding, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        plain = sum(high.count(byte) for byte in (b"\x00", b"\x06", b"\x20"))
        if plain >= 0.9 * len(high) and low.count(b"\x00") + low.count(b"\x06") <= 0.1 * len(low):
            try:
                return _checked(data.decode(encoding), encoding)
            except (UnicodeDecodeError, UnreadableError):
                continue
    return None


def _windows(data: bytes) -> Decoded:
    text = data.decode("windows-1256", errors="replace")
    foreign = [character for character in text if character > "\x7f"]
    arabic = sum(1 for character in foreign if ord(character) in _ARABIC)
    other_letters = sum(1 for character in foreign if unicodedata.category(character)[0] not in "PZS") - arabic
    if arabic < 2 * other_letters:
        raise UnreadableError("not UTF-8, UTF-16 or Windows-1256 text")
    return _checked(text, "windows-1256")


def _checked(text: str, encoding: str) -> Decoded:
    """Refuse what decodes without an error and is still no text."""
    if "\x00" in text:
        raise UnreadableError("binary data, not text (it holds NUL bytes)")
    controls = len(_CONTROL.findall(text))
    if controls > 3 and controls > _MOST_CONTROLS * len(text):
        raise UnreadableError("binary data, not text (it is full of control characters)")
    return Decoded(text, encoding)
