"""The stylesheet and the scripts, served from memory under an address that changes when they do."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, abort

FOLDER = Path(__file__).parent.parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Assets:
    """The files of campaign/static and the mark of their contents."""

    files: dict[str, bytes]
    mark: str

    def url(self, name: str) -> str:
        """The address of a file; it holds the mark, so browsers may keep what they got for a year."""
        if name not in self.files:
            raise LookupError(f"there is no file {name!r} in campaign/static")
        return f"/static/{self.mark}/{name}"


def load_assets(folder: Path = FOLDER) -> Assets:
    """Read every file once; one mark for all, as the scripts import one another."""
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in TYPES}
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name}:{len(content)}:".encode() + content)
    return Assets(files, digest.hexdigest()[:12])


def assets_blueprint(assets: Assets) -> Blueprint:
    """The view for /static/<mark>/<name>."""
    blueprint = Blueprint("assets", __name__)

    @blueprint.get("/static/<mark>/<name>")
    def file(mark: str, name: str) -> Response:
        if name not in assets.files:
            abort(404)
        # A page opened before an update still asks for the old mark: it gets today's file, not to be kept.
        kept = A_YEAR if mark == assets.mark else "no-cache"
        headers = {"Content-Type": TYPES[Path(name).suffix], "Cache-Control": kept}
        return Response(assets.files[name], headers=headers)

    return blueprint
