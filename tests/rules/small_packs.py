"""Rule packs of a few lines, written to a folder, loaded without the shipped one and run without the rest of eventx."""

from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import dedent

import pytest

from eventx.paths import shipped_rules
from eventx.rules.compile import CompiledPack, compile_pack
from eventx.rules.errors import RuleError
from eventx.rules.load import load_rules
from eventx.rules.matcher import Hit, Match, Scan, choose
from eventx.text.reading import read


def write(folder: Path, *texts: str) -> Path:
    """A pack folder with the shipped orthography and the texts as 1.yaml, 2.yaml ..."""
    if not (folder / "orthography").exists():
        shutil.copytree(shipped_rules() / "orthography", folder / "orthography")
    for number, text in enumerate(texts, 1):
        (folder / f"{number}.yaml").write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return folder


def build(folder: Path, *texts: str) -> CompiledPack:
    """The compiled pack of the texts alone."""
    return compile_pack(load_rules([write(folder, *texts)], shipped=False), provided=())


def problems(folder: Path, *texts: str) -> list[str]:
    """Everything wrong with the texts: `file:line:column: message`."""
    with pytest.raises(RuleError) as caught:
        build(folder, *texts)
    return [f"{p.path.name}:{p.line}:{p.column}: {p.message}" for p in caught.value.problems]


def scan_of(pack: CompiledPack, text: str) -> tuple[Scan, list[Match]]:
    """The one sentence of a text with all its mentions, and the matches that gave them."""
    [sentence] = read(text, [(0, len(text), "body")], pack.splitter)
    scan = Scan(sentence, pack.lexicon)
    found: list[Match] = []
    for slot, rules in pack.slots.items():
        chosen = choose(rules.find(scan))
        found += chosen
        for match in chosen:
            scan.add(slot, Hit(match.start, match.end, None, dict(match.rule.set)))
    return scan, found


def mentions(pack: CompiledPack, text: str) -> list[tuple[str, str]]:
    """The mentions of a sentence: rule id and words."""
    scan, found = scan_of(pack, text)
    return [(m.rule.id, text[slice(*scan.sentence.span(m.start, m.end))]) for m in found]


def captures(pack: CompiledPack, text: str) -> dict[str, list[str]]:
    """What the first mention of a sentence captured: name to words."""
    scan, found = scan_of(pack, text)
    span = scan.sentence.span
    return {n: [text[slice(*span(h.start, h.end))] for h in hits] for n, hits in found[0].captures.items()}


def rule(pattern: str, **more: str) -> str:
    """A pack with one rule `r` for the pattern."""
    lines = "".join(f"    {key}: {value}\n" for key, value in more.items())
    quoted = pattern.replace("'", "''")
    return f"rules:\n  - id: r\n    description: A rule.\n    slot: s\n    match: '{quoted}'\n{lines}"


def taken(folder: Path, pattern: str, text: str, *others: str) -> str | None:
    """What a pattern takes of a text, from the first place where it fits."""
    found = mentions(build(folder, rule(pattern), *others), text)
    return found[0][1] if found else None
