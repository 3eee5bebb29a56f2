"""What docs/architecture.md has to say about the code, made from the code.

python -m tests.architecture      writes the two parts of docs/architecture.md that come from here
"""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

from tests.live import ROOT

PICTURE = ROOT / "docs" / "architecture.md"
PARTS = re.compile(r"(<!-- (layers|rooms): [^>]*-->\n)(.*?)(<!-- end -->)", re.DOTALL)


def layers() -> list[str]:
    """The layers that import-linter enforces, upper first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (found,) = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    return [layer.replace("campaign.", "") for layer in found]


def layers_drawn() -> str:
    """The layers as the document shows them."""
    return "\n".join(["```text", *layers(), "```", ""])


def rooms() -> dict[str, str]:
    """Every module of campaign/ with the first sentence of its docstring; a package stands for its `__init__.py`."""
    campaign = ROOT / "campaign"
    found = {}
    for path in sorted(campaign.rglob("*.py"), key=lambda path: (path.parent.parts, path.name)):
        name = str(path.relative_to(campaign)).removesuffix("__init__.py") or "__init__.py"
        found[name] = _first_sentence(path)
    return found


def rooms_listed() -> str:
    """The rooms as the document lists them: a table."""
    lines = [f"| `{name}` | {said} |" for name, said in rooms().items()]
    return "\n".join(["", "| room | what happens in it |", "| --- | --- |", *lines, "", ""])


def _first_sentence(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.split("\n\n")[0].split()).replace("|", "\\|")


def rewritten(text: str) -> str:
    """The document with both parts as they should be."""
    made = {"layers": layers_drawn, "rooms": rooms_listed}
    return PARTS.sub(lambda part: part[1] + made[part[2]]() + part[4], text)


if __name__ == "__main__":
    PICTURE.write_text(rewritten(PICTURE.read_text(encoding="utf-8")), encoding="utf-8")
