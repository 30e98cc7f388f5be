"""`eventx` as a process: pipes that close, signals, full disks, and what is not loaded."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

STAND_IN = [sys.executable, str(Path(__file__).with_name("stand_in.py"))]
EVENTX = [sys.executable, "-c", "from eventx.cli import main; main()"]


def shell(command: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash in which `eventx` is the stand-in."""
    line = f'eventx() {{ "{STAND_IN[0]}" "{STAND_IN[1]}" "$@"; }}; {command}'
    return subprocess.run(["bash", "-c", line], cwd=cwd, capture_output=True, timeout=60, check=False)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.jsonl"
    path.write_text('{"text": "an attack here"}\n' * 3000, encoding="utf-8")
    return path


@pytest.mark.parametrize("format_", ["table", "json", "jsonl"])
def test_a_closed_pipe_is_silent(many: Path, format_: str) -> None:
    ran = shell(f'eventx extract many.jsonl -f {format_} | head -c 100 | wc -c; echo "${{PIPESTATUS[0]}}"', many.parent)
    assert ran.stdout.split() == [b"100", b"0"]
    assert ran.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told_in_a_line(tmp_path: Path) -> None:
    ran = shell("echo attack | eventx extract --json - > /dev/full", tmp_path)
    assert ran.returncode == 1
    assert ran.stderr == b"eventx: No space left on device\n"


def test_output_to_a_device_does_not_replace_the_device(tmp_path: Path) -> None:
    ran = shell("echo attack | eventx extract --json - --output /dev/stdout | head -c 1", tmp_path)
    assert ran.stdout == b"{"
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_run_without_a_traceback_or_a_half_written_file(
    tmp_path: Path, sent: signal.Signals, code: int
) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "attack"}\n{"text": "sleep"}\n', encoding="utf-8")
    process = subprocess.Popen(
        [*STAND_IN, "extract", "a.jsonl", "-f", "jsonl", "-o", "out.jsonl"], cwd=tmp_path, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 30
    while not list(tmp_path.glob(".out*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(sent)
    _, told = process.communicate(timeout=30)
    assert process.returncode == code
    assert told == b""
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


def test_the_first_document_is_printed_while_the_second_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "attack"}\n{"text": "sleep"}\n', encoding="utf-8")
    process = subprocess.Popen([*STAND_IN, "extract", "a.jsonl", "-f", "jsonl"], cwd=tmp_path, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b'{"schema"')
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["extract", "--help"], ["rules", "--help"], ["schema"]]
)
def test_help_and_version_load_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys; sys.argv = ['eventx', *sys.argv[1:]]\n"
        "from eventx.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as leaving:\n"
        "    assert leaving.code == 0, leaving.code\n"
        "    heavy = {'camel_tools', 'rich', 'yaml', 'eventx.extractor', 'eventx.rules', 'eventx.documents'}\n"
        "    print('LOADED', sorted(heavy & set(sys.modules)))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, timeout=60, check=False)
    assert ran.stdout.splitlines()[-1] == b"LOADED []", ran.stderr


def test_bytes_in_a_name_that_are_no_utf8_do_no_harm(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.txt"
    try:
        Path(os.fsdecode(name)).write_text("attack", encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    for format_ in ("table", "json"):
        ran = subprocess.run(
            [*STAND_IN, "extract", name, b"-f", format_.encode()], capture_output=True, timeout=60, check=False
        )
        assert ran.returncode == 0
        assert ran.stderr == b""
        ran.stdout.decode("utf-8")
