"""The laws of the house (DESIGN.md): where language lives, who imports whom, what start-up costs, how big files are."""

from __future__ import annotations

import ast
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "eventx"
MODULES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}

MAY_IMPORT: dict[str, frozenset[str]] = {
    name: frozenset(others.split())
    for name, others in {
        "paths": "",
        "model": "",
        "text": "paths",
        "documents": "model text",
        "rules": "paths text",
        "gazetteer": "paths text rules",
        "mentions": "model text rules gazetteer",
        "events": "model text rules gazetteer mentions",
        "evaluation": "paths",
        "output": "paths model evaluation",
        "ready": "rules mentions",
        "extractor": "model documents text rules gazetteer mentions events ready",
        # runs the whole product over the examples that rules carry: it stands on top of everything but the commands
        "rules.testing": "model rules extractor",
        "cli": "model documents output evaluation extractor rules rules.testing",
        "__init__": "model extractor rules",
    }.items()
}
"""Who may import whom, by package or module of `eventx`; everybody may import from his own package."""


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def part_of(module: str) -> str:
    """The part of the house that a module belongs to."""
    inner = module.removeprefix("eventx").removeprefix(".")
    return "rules.testing" if inner == "rules.testing" else inner.split(".")[0] or "__init__"


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif (
            isinstance(node, ast.ImportFrom) and node.module == "eventx"
        ):  # a module by its name, or what eventx offers
            yield from ((node.lineno, f"eventx.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")


def documentation(tree: ast.Module) -> set[int]:
    """The strings that stand alone: docstrings, and those under attributes."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def arabic(text: str) -> bool:
    return any("ARABIC" in unicodedata.name(c, "") for c in text)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_arabic_in_strings(path: Path) -> None:
    tree = TREES[path]
    said = documentation(tree)
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.value!r}"
        for node in ast.walk(tree)  # the parts of f-strings are constants too
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in said
        and arabic(node.value)
    ]
    assert found == [], "words belong into rules/"


@pytest.mark.parametrize(
    ("source", "guilty"),
    [
        ('x = "قتل"', True),
        ('x = f"{y} قتل"', True),
        ('x = f"{y:قتل}"', True),
        ("x = '\\u0642'", True),
        ("def f(a='ق'): pass", True),
        ('def f():\n    """قتل"""', False),
        ("# قتل\nx = 'killed'", False),
    ],
)
def test_the_search_for_arabic_finds_it(source: str, guilty: bool) -> None:
    tree = ast.parse(source)
    said = documentation(tree)
    strings = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    assert any(arabic(str(n.value)) for n in strings if id(n) not in said) is guilty


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_never_point_back_up(path: Path) -> None:
    part = part_of(name_of(path).removesuffix(".__init__"))
    allowed = MAY_IMPORT[part] | {part, "__version__"}
    found = [
        f"{path.relative_to(ROOT)}:{line}: {part} may not import {module}"
        for line, module in imports(TREES[path])
        if module.split(".")[0] == "eventx" and part_of(module) not in allowed
    ]
    assert found == []


def test_the_table_of_imports_has_no_circle() -> None:
    done: set[str] = set()
    while left := MAY_IMPORT.keys() - done:
        ready = {name for name in left if MAY_IMPORT[name] <= done}
        assert ready, f"in a circle: {sorted(left)}"
        done |= ready


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_are_absolute(path: Path) -> None:
    assert [module for _, module in imports(TREES[path]) if module.startswith(".")] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_network_no_chance_no_clock(path: Path) -> None:
    banned = {"random", "secrets", "socket", "urllib", "http", "requests", "uuid"}
    assert [m for _, m in imports(TREES[path]) if m.split(".")[0] in banned] == []
    clock = {"today", "now", "utcnow", "localtime"}
    assert [n.attr for n in ast.walk(TREES[path]) if isinstance(n, ast.Attribute) and n.attr in clock] == []


HEAVY = ("camel_tools.tokenizers", "rich.table", "yaml")
HELP = "import sys\nfrom eventx.cli.app import run\nrun({!r})"


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import eventx", id="import-eventx"),
        pytest.param(HELP.format(["--help"]), id="eventx-help"),
        pytest.param(HELP.format(["extract", "--help"]), id="eventx-extract-help"),
        pytest.param(HELP.format(["rules", "--help"]), id="eventx-rules-help"),
        pytest.param(HELP.format(["--version"]), id="eventx-version"),
    ],
)
def test_start_up_does_not_pay_for_what_it_does_not_use(code: str) -> None:
    lines = "".join(f"    {line}\n" for line in code.split("\n"))
    program = f"import sys\ntry:\n{lines}finally:\n    sys.stderr.write('MODULES ' + ' '.join(sys.modules))\n"
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False, cwd=ROOT)
    assert run.returncode == 0, run.stderr
    loaded = run.stderr.partition("MODULES ")[2].split()
    assert "eventx" in loaded
    assert [m for m in loaded if any(m == heavy or m.startswith(heavy + ".") for heavy in HEAVY)] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 400
    assert not set(path.stem.split("_")) & {"helper", "helpers", "util", "utils", "manager", "misc", "common"}


def public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Functions and classes that others may use, methods of such classes among them."""
    left: list[ast.stmt] = list(tree.body)
    while left:
        node = left.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            left += node.body if isinstance(node, ast.ClassDef) else []


def is_stub(node: ast.AST) -> bool:
    """A member of a protocol, or an overload: no body of its own."""
    return isinstance(node, ast.FunctionDef) and [ast.unparse(s) for s in node.body] == ["..."]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_what_is_public_says_what_it_does(path: Path) -> None:
    tree = TREES[path]
    assert ast.get_docstring(tree), "the module says nothing"
    assert [n.name for n in public(tree) if not is_stub(n) and not ast.get_docstring(n)] == []
