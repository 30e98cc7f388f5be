"""Bytes are read as the text they are, whatever the encoding, and rubbish is refused with a reason."""

from __future__ import annotations

import codecs
import gzip
import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eventx.documents.decode import UnreadableError, decode

ARTICLE = (
    "انفجار عبوة ناسفة غرب الموصل\r\n\r\n"
    "قال مصدر أمني إن عبوة ناسفة انفجرت صباح الأربعاء على طريق ترابي، ما أدى إلى إصابة ثلاثة مزارعين.\r\n"
    "ولم تتبن أي جهة الهجوم حتى الآن؛ والتحقيق جار.\r\n"
)


@pytest.mark.parametrize(
    ("encoding", "mark", "told"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "utf-32-le"),
        ("windows-1256", b"", "windows-1256"),
    ],
)
def test_the_encoding_is_told_by_content_and_the_text_is_kept_to_the_letter(
    encoding: str, mark: bytes, told: str
) -> None:
    decoded = decode(mark + ARTICLE.encode(encoding))
    assert decoded.encoding == told
    assert decoded.text == ARTICLE  # no mark, and CRLF still there: offsets count in this text


def test_latin_utf16_without_a_mark_is_read() -> None:
    text = "Two rockets hit the base on Tuesday.\n"
    assert decode(text.encode("utf-16-le")).text == text


def test_short_windows_1256_text_is_read() -> None:
    assert decode("هجوم".encode("windows-1256")).text == "هجوم"


def test_one_broken_byte_does_not_turn_an_article_into_gibberish() -> None:
    data = bytearray(ARTICLE.encode("utf-8") * 3)
    data[120] = 0xFF
    decoded = decode(bytes(data))
    assert decoded.encoding == "utf-8"
    assert "عبوة ناسفة" in decoded.text


def test_a_download_that_stopped_within_a_letter_is_read() -> None:
    assert decode(ARTICLE.strip().encode("utf-8") + "ه".encode()[:1]).text.startswith("انفجار")


def test_no_bytes_are_an_empty_text() -> None:
    assert decode(b"").text == ""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (random.Random(5).randbytes(5000), "not text"),
        (bytes(range(1, 32)) * 20, "control characters"),
        (b"\x00" * 64, "NUL"),
        (b"%PDF-1.7 ...", "PDF"),
        (gzip.compress(b"text"), "gzip"),
        (b"PK\x03\x04abc", "ZIP"),
        ("déjà vu à l'été, où êtes-vous ?".encode("latin-1"), "not UTF-8"),
    ],
)
def test_rubbish_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        decode(data)


@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00\xd8")
@example(b"\xff\xfe\xff")
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UnreadableError:
        return
    assert "\x00" not in decoded.text
    decoded.text.encode("utf-8")  # no lone surrogates come out of decoding


@given(st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cs", "Cn", "Cc"]), min_size=1))
def test_utf8_text_survives(text: str) -> None:
    if not text.startswith(("\ufeff", "%PDF-", "PK", "BZh", "GIF8", "PAR1", "SQLite")):
        assert decode(text.encode("utf-8")).text == text
