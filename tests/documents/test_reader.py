"""Paths become documents, one failure never costs the others, and order is the same on every run."""

from __future__ import annotations

import io
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eventx.documents.reader import Failure, is_collection, read_bytes, read_paths
from eventx.model import Document

TEXT = "أعلن الجيش مقتل جنديين في كمين نصبه مسلحون شرق البلاد."
DAY = date(2021, 5, 4)


def read(*paths: object, published: date | None = None, stdin: bytes | None = None) -> list[Document | Failure]:
    stream = io.BytesIO(stdin) if stdin is not None else None
    return list(read_paths([str(path) for path in paths], published, stream))


def lines(*records: object) -> bytes:
    return "\n".join(
        record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records
    ).encode()


def test_a_text_file_is_one_document_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read(path) == [Document(str(path), TEXT)]


def test_the_published_option_dates_what_has_no_date(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    (document,) = read(path, published=DAY)
    assert isinstance(document, Document)
    assert (document.published, document.published_from) == (DAY, "option")


def test_records_own_date_wins_over_the_option() -> None:
    first, second = read_bytes("a", lines({"text": TEXT, "published": "2015-07-27"}, {"text": TEXT}), DAY)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.published, first.published_from) == (date(2015, 7, 27), "record")
    assert (second.published, second.published_from) == (DAY, "option")


def test_a_timestamp_is_a_date() -> None:
    (document,) = read_bytes("a", lines({"text": TEXT, "published": "2015-07-27T10:00:00Z"}))
    assert isinstance(document, Document)
    assert document.published == date(2015, 7, 27)


def test_title_and_text_are_joined_with_an_empty_line() -> None:
    (document,) = read_bytes("a", lines({"text": TEXT, "title": "كمين", "id": 7, "url": "http://x"}))
    assert document == Document("7", f"كمين\n\n{TEXT}", title="كمين", url="http://x")


def test_a_title_that_the_text_begins_with_is_not_printed_twice() -> None:
    (document,) = read_bytes("a", lines({"text": f"كمين\n{TEXT}", "title": "كمين"}))
    assert isinstance(document, Document)
    assert document.text == f"كمين\n{TEXT}"
    assert document.title == "كمين"


def test_a_title_that_is_only_the_first_words_of_the_text_is_still_a_line_of_its_own() -> None:
    (document,) = read_bytes("a", lines({"text": TEXT, "title": "أعلن الجيش"}))
    assert isinstance(document, Document)
    assert document.text.startswith("أعلن الجيش\n\nأعلن الجيش مقتل")


def test_bad_lines_fail_with_their_number_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    records: list[Any] = [
        {"text": TEXT, "id": "one"},
        '{"text": "cut',
        "",
        {"title": "no text"},
        {"text": 5},
        ["text"],
        {"text": TEXT, "published": "27/7/2015"},
        {"text": TEXT, "published": "2015-02-30"},
        {"text": TEXT, "title": {}},
        {"text": TEXT, "id": True},
        {"text": TEXT, "id": "last"},
    ]
    path.write_bytes(lines(*records))
    found = read(path)
    assert [item.id for item in found if isinstance(item, Document)] == ["one", "last"]
    failures = [item for item in found if isinstance(item, Failure)]
    assert [failure.line for failure in failures] == [2, 4, 5, 6, 7, 8, 9, 10]
    assert {failure.name for failure in failures} == {str(path)}
    assert all(failure.reason for failure in failures)
    assert "2021-05-04" in failures[4].reason  # says what a date looks like


def test_records_without_id_are_named_by_file_and_line() -> None:
    documents = read_bytes("news.jsonl", lines({"text": TEXT}, {"text": TEXT, "id": ""}))
    assert [d.id for d in documents if isinstance(d, Document)] == ["news.jsonl:1", "news.jsonl:2"]


def test_a_line_separator_within_a_string_does_not_end_a_record() -> None:
    (document,) = read_bytes("a", lines({"text": "سطر\u2028سطر\x85سطر"}))
    assert isinstance(document, Document)
    assert document.text == "سطر\u2028سطر\x85سطر"


def test_json_files_hold_one_record_or_an_array_of_them() -> None:
    (one,) = read_bytes("a.json", json.dumps({"text": TEXT}, indent=2).encode())
    assert isinstance(one, Document)
    assert one.id == "a.json"
    many = list(read_bytes("a.json", json.dumps([{"text": TEXT}, {"id": "x"}, {"text": "b", "id": "y"}]).encode()))
    assert [getattr(item, "id", None) for item in many] == ["a.json#1", None, "y"]


def test_a_bad_item_of_an_array_is_told_by_its_line() -> None:
    data = b'[\n  {"text": "a"},\n\n  {"txt": "b"}\n]\n'
    assert list(read_bytes("a.json", data))[1] == Failure("a.json", 4, "the record has no `text`")


def test_broken_json_is_told_with_its_place() -> None:
    (failure,) = read_bytes("a.json", b'{"text": "a",\n "id" 5}')
    assert isinstance(failure, Failure)
    assert failure.line == 2
    assert "column" in failure.reason


@pytest.mark.parametrize("data", [b"5", b'"text"', b"null"])
def test_json_that_is_no_record_is_refused(data: bytes) -> None:
    (failure,) = read_bytes("a.json", data)
    assert isinstance(failure, Failure)
    assert "record" in failure.reason


def test_deep_nesting_is_a_failure_and_no_crash() -> None:
    (failure,) = read_bytes("a.json", b"[" * 100_000)
    assert isinstance(failure, Failure)


def test_text_that_begins_with_a_bracket_is_text() -> None:
    text = f"[فيديو] {TEXT}"
    assert list(read_bytes("a.txt", text.encode())) == [Document("a.txt", text)]


def test_content_goes_before_extension() -> None:
    (document,) = read_bytes("a.txt", lines({"text": TEXT, "id": "x"}))
    assert isinstance(document, Document)
    assert document.id == "x"


def test_half_a_surrogate_pair_in_a_record_is_kept() -> None:
    (document,) = read_bytes("a", b'{"text": "a\\ud800b"}')
    assert isinstance(document, Document)
    assert document.text == "a\ud800b"


def test_standard_input() -> None:
    assert read("-", stdin=TEXT.encode()) == [Document("-", TEXT)]
    (failure,) = read("-", stdin=b"  \n")
    assert failure == Failure("-", None, "empty: there is no text in it")


def test_folders_are_read_whole_and_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden/x.txt", ".y.txt", "photo.jpg"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"document": {}, "events": [], "warnings": []}), encoding="utf-8")
    names = [Path(d.id).relative_to(tmp_path).as_posix() for d in read(tmp_path) if isinstance(d, Document)]
    assert names == ["a/b/c.txt", "a/z.txt", "b.txt"]
    assert len(read(tmp_path)) == 3  # results that lie beside the articles are no articles


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(read(tmp_path)) == 1


def test_patterns(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    names = [Path(d.id).name for d in read(tmp_path / "*.txt") if isinstance(d, Document)]
    assert names == ["a.txt", "b.txt"]
    assert read(tmp_path / "*.csv") == [Failure(str(tmp_path / "*.csv"), None, "no file matches")]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "news [1].txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read(path) == [Document(str(path), TEXT)]


def test_only_folders_and_patterns_are_collections(tmp_path: Path) -> None:
    assert is_collection(str(tmp_path))
    assert is_collection("*.txt")
    assert not is_collection("-")
    assert not is_collection("a.txt")


def test_what_can_not_be_opened_fails_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(TEXT, encoding="utf-8")
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\x00\x01\x02" * 50)
    dangling = tmp_path / "dangling.txt"
    dangling.symlink_to(tmp_path / "nowhere")
    missing, binaries, link, nul, document = read(tmp_path / "missing.txt", binary, dangling, "a\x00b", good)
    assert missing == Failure(str(tmp_path / "missing.txt"), None, "no such file or folder")
    assert isinstance(binaries, Failure)
    assert "not text" in binaries.reason
    assert isinstance(link, Failure)
    assert isinstance(nul, Failure)
    assert isinstance(document, Document)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    assert read(path) == [Failure(str(path), None, "permission denied")]
