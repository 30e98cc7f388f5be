"""The cache of compiled packs: believed only when it is whole and ours, never in the way, never seen in a result."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import eventx.ready
from eventx.extractor import Extractor, Trace
from eventx.model import Document
from eventx.ready import Ready, make_ready
from eventx.rules import cache
from eventx.rules.errors import RuleError
from eventx.rules.index import RuleIndex

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
PIECES = {"one": "first\nsecond", "two": '{"a": [1, "ب"]}', "none": ""}
KEY = "0" * 32


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own."""
    monkeypatch.delenv("EVENTX_CACHE", raising=False)
    monkeypatch.setenv("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "eventx"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A pack of a user's."""
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "1.yaml").write_text("lexicon: own\ndescription: of a user\nwords: [كلمة]\n", encoding="utf-8")
    return folder


def stored(home: Path) -> Path:
    [path] = home.glob("rules-*.cache")
    return path


def readable(key: str = KEY) -> bool:
    return cache.read(key) is not None


def test_what_is_written_is_read(home: Path) -> None:
    cache.write(KEY, PIECES)
    pieces = cache.read(KEY)
    assert pieces is not None
    assert pieces.lines("one") == ["first", "second"]
    assert pieces.raw_lines("one") == [b"first", b"second"]
    assert pieces.json("two") == {"a": [1, "ب"]}
    assert pieces.lines("none") == []
    assert pieces.raw_lines("none") == []
    assert [path.name for path in home.iterdir()] == [stored(home).name]


@pytest.mark.parametrize("words", [["a\nb"], [""], ["a", "b\n"]])
def test_words_that_lines_cannot_hold_are_refused(words: list[str]) -> None:
    with pytest.raises(ValueError, match="line break"):
        cache.joined(words)


def test_nothing_is_read_under_another_name() -> None:
    cache.write(KEY, PIECES)
    assert not readable("1" * 32)


@pytest.mark.parametrize("cut", [0, 1, 20, 90, -1])
def test_a_truncated_file_is_not_believed(home: Path, cut: int) -> None:
    cache.write(KEY, PIECES)
    path = stored(home)
    path.write_bytes(path.read_bytes()[:cut])
    assert not readable()


def test_a_file_with_any_byte_changed_is_not_believed(home: Path) -> None:
    cache.write(KEY, PIECES)
    path = stored(home)
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert not readable(), at
    path.write_bytes(whole)
    assert readable()


@pytest.mark.parametrize("content", [b"", b"\n", b"hello", b"{}\n", os.urandom(999), b"\x80\x04K\x01.\n"])
def test_a_foreign_file_is_not_believed(home: Path, content: bytes) -> None:
    cache.write(KEY, PIECES)
    stored(home).write_bytes(content)
    assert not readable()


def test_a_folder_in_place_of_the_file_is_not_believed(home: Path) -> None:
    cache.write(KEY, PIECES)
    path = stored(home)
    path.unlink()
    path.mkdir()
    assert not readable()
    cache.write(KEY, PIECES)
    assert not readable()
    assert not list(home.glob(".*"))


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give files away")
def test_the_file_of_another_user_is_not_believed(home: Path) -> None:
    cache.write(KEY, PIECES)
    os.chown(stored(home), 12345, 12345)
    assert not readable()


def test_another_version_is_not_read_and_its_files_go(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.key_of(())
    cache.write(KEY, PIECES)
    old = stored(home)
    (home / "notes.txt").write_text("not ours")
    monkeypatch.setattr(cache, "FORMAT", cache.FORMAT + 1)
    assert not readable()
    assert cache.key_of(()) != before
    cache.write(KEY, PIECES)
    assert readable()
    assert not old.exists()
    assert (home / "notes.txt").exists()


def test_a_file_of_another_version_under_our_name_is_not_believed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.write(KEY, PIECES)
    whole = stored(home).read_bytes()
    monkeypatch.setattr(cache, "__version__", "9.9.9")
    cache.write(KEY, PIECES)
    stored(home).write_bytes(whole)
    assert not readable()


def test_old_files_go(home: Path) -> None:
    for number in range(20):
        cache.write(f"{number:032}", PIECES)
    assert len(list(home.iterdir())) < 10
    assert readable(f"{19:032}")


def test_a_place_that_cannot_be_written_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    for chosen in (str(tmp_path / "file"), "/proc/none"):
        monkeypatch.setenv("XDG_CACHE_HOME", chosen)
        cache.write(KEY, PIECES)
        assert not readable()


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_is_no_trouble(home: Path) -> None:
    cache.write(KEY, PIECES)
    home.chmod(0o500)
    cache.write("1" * 32, PIECES)
    assert readable()
    assert not readable("1" * 32)
    home.chmod(0o700)


@pytest.mark.parametrize("value", ["off", "OFF", " off "])
def test_it_can_be_switched_off(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache.key_of(()) is not None
    monkeypatch.setenv("EVENTX_CACHE", value)
    assert cache.key_of(()) is None


def test_the_name_tells_the_rules(rules: Path) -> None:
    first = cache.key_of((rules,))
    assert first == cache.key_of((rules,)) != cache.key_of(())
    (rules / "README.md").write_text("no rules")
    assert first == cache.key_of((rules,))
    (rules / "1.yaml").rename(rules / "2.yaml")
    assert first != cache.key_of((rules,))
    (rules / "2.yaml").rename(rules / "1.yaml")
    assert first == cache.key_of((rules,))
    (rules / "1.yaml").write_text((rules / "1.yaml").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert first != cache.key_of((rules,))
    assert cache.key_of((rules / "nowhere",)) is None


@pytest.fixture(scope="module")
def shipped() -> Ready:
    """The shipped rules without the cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVENTX_CACHE", "off")
        return make_ready()


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch, shipped: Ready) -> list[object]:
    """The packs that were built from their files, with the shipped rules in place of each, to save time."""
    built: list[object] = []

    def instead(directories: object, shortcuts: bool) -> Ready:
        assert shortcuts
        built.append(directories)
        return shipped

    monkeypatch.setattr(eventx.ready, "_built", instead)
    return built


def test_rules_are_built_once(builds: list[object], rules: Path) -> None:
    make_ready((rules,))
    make_ready((rules,))
    assert len(builds) == 1
    (rules / "2.yaml").write_text("lexicon: two\ndescription: two\nwords: [كلمة]\n", encoding="utf-8")
    make_ready((rules,))
    assert len(builds) == 2


def test_a_damaged_file_is_built_again(home: Path, builds: list[object]) -> None:
    make_ready()
    whole = stored(home).read_bytes()
    stored(home).write_bytes(whole[:-1])
    make_ready()
    assert len(builds) == 2
    assert stored(home).read_bytes() == whole


def test_a_file_that_lacks_pieces_is_built_again(builds: list[object]) -> None:
    key = cache.key_of(())
    assert key is not None
    cache.write(key, PIECES)
    make_ready()
    make_ready()
    assert len(builds) == 1


def test_switched_off_nothing_is_kept(home: Path, builds: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENTX_CACHE", "off")
    make_ready()
    make_ready()
    assert len(builds) == 2
    assert not home.exists()


def test_rules_with_mistakes_are_never_kept(home: Path, rules: Path) -> None:
    (rules / "1.yaml").write_text("lexicon: own\nwrods: [a]\n", encoding="utf-8")
    said = []
    for _ in range(2):
        with pytest.raises(RuleError) as caught:
            make_ready((rules,))
        said.append(caught.value.problems)
    assert said[0] == said[1]
    assert not home.exists()


def indexes(ready: Ready) -> list[RuleIndex]:
    """All rules of a pack."""
    pack = ready.pack
    return [*pack.slots.values(), pack.events, pack.guards, pack.document_guards]


def test_what_is_kept_is_what_was_built(builds: list[object], shipped: Ready) -> None:
    make_ready()
    again = make_ready()
    assert len(builds) == 1
    pack, old = again.pack.pack, shipped.pack.pack
    assert list(pack.lexicons) == list(old.lexicons)
    assert pack == old
    for name, lexicon in old.lexicons.items():
        assert [e.place for e in pack.lexicons[name].entries] == [e.place for e in lexicon.entries]
    forms = shipped.pack.lexicon.forms
    assert dict(again.pack.lexicon.forms) == forms
    for first, found in again.pack.lexicon.forms.items():
        assert [list(form.features) for form in found] == [list(form.features) for form in forms[first]]
    assert again.pack.derived.vocabulary == shipped.pack.derived.vocabulary
    assert again.pack.derived.imperfect == shipped.pack.derived.imperfect
    assert again.pack.derived.cut == shipped.pack.derived.cut
    assert again.pack.derived.inflection == shipped.pack.derived.inflection
    assert again.pack.splitter.clitics == shipped.pack.splitter.clitics
    assert again.pack.warnings == shipped.pack.warnings
    assert again.pack.telling == shipped.pack.telling
    assert again.pack.lexicon.names == shipped.pack.lexicon.names
    assert list(again.pack.slots) == list(shipped.pack.slots)
    for ours, theirs in zip(indexes(again), indexes(shipped), strict=True):
        assert ours.by_key == theirs.by_key
        assert (ours.anywhere, ours.slots) == (theirs.anywhere, theirs.slots)
        known = [(rule.order, pattern.keys, pattern.needs) for rule, pattern in theirs.patterns]
        assert [(rule.order, pattern.keys, pattern.needs) for rule, pattern in ours.patterns] == known
    assert again.whereabouts == shipped.whereabouts


def told(trace: Trace) -> str:
    """All that was found, whether it was asked for or not."""
    found = [dict(reading.mentions) for reading in trace.readings]
    return repr((trace.document, found, trace.triggers, trace.places, trace.events, trace.warnings))


def test_results_are_the_same(builds: list[object], shipped: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over the samples and the examples of all rules."""
    make_ready()
    kept, built = Extractor(), Extractor()
    assert len(builds) == 1
    built.__dict__["_ready"] = shipped
    texts = [path.read_text(encoding="utf-8") for path in SAMPLES]
    texts += [x.text for rule in shipped.pack.pack.rules for x in (*rule.examples, *rule.silent)]
    for text in texts:
        document = Document("-", text, published=date(2021, 5, 4))
        assert told(kept.trace(document)) == told(built.trace(document))


def test_without_shortcuts_nothing_is_kept(home: Path, monkeypatch: pytest.MonkeyPatch, shipped: Ready) -> None:
    asked: list[bool] = []

    def instead(directories: object, shortcuts: bool) -> Ready:
        asked.append(shortcuts)
        return shipped

    monkeypatch.setattr(eventx.ready, "_built", instead)
    make_ready()
    make_ready(shortcuts=False)
    make_ready()
    assert asked == [True, False]
    stored(home).unlink()
    make_ready(shortcuts=False)
    assert not list(home.iterdir())


def test_two_processes_at_once(home: Path) -> None:
    code = (
        "from eventx.extractor import Extractor\n"
        f"print(Extractor().extract(open({str(SAMPLES[0])!r}, encoding='utf-8').read()))"
    )
    command = [sys.executable, "-c", code]
    root = Path(__file__).parents[2]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root) for _ in range(2)]
    said = [process.communicate(timeout=300) for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    third = subprocess.run(command, capture_output=True, cwd=root, timeout=300, check=True)
    assert said[0] == said[1] == (third.stdout, b"")
    assert stored(home).stat().st_size > 1_000_000
    assert len(list(home.iterdir())) == 1
