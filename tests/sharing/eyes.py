"""Reading a printed code back, with a decoder that had no part in making it."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import typst
import zxingcpp
from PIL import Image

from tests.engines import missing


def read_png(data: bytes) -> list[str]:
    """What the codes on a picture say."""
    return [found.text for found in zxingcpp.read_barcodes(Image.open(BytesIO(data)).convert("L"))]


def read_svg(data: bytes) -> list[str]:
    """The same of a drawing, set by typst as a picture of 100 dots an inch."""
    page = '#set page(width: auto, height: auto, margin: 1cm)\n#image(bytes(sys.inputs.svg), format: "svg", width: 6cm)'
    made = typst.compile(page.encode(), format="png", ppi=100, sys_inputs={"svg": data.decode()})
    assert isinstance(made, bytes)
    return read_png(made)


def read_pdf(data: bytes, folder: Path) -> list[str]:
    """The same of the first page of a PDF, as poppler shows it at 150 dots an inch."""
    if not shutil.which("pdftoppm"):
        missing("poppler", "no pdftoppm on the path")
    (folder / "page.pdf").write_bytes(data)
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", "page.pdf", "page"], cwd=folder, check=True)
    return read_png((folder / "page.png").read_bytes())
