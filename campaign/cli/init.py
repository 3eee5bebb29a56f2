"""`campaign init DIR`: the organiser's own copy of recommendations.yaml, content/ and templates/."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from campaign.cli.terminal import CommandError, Shell
from campaign.content import shipped
from campaign.settings import bundled_folder

ORGANISERS = ("recommendations.yaml", "content", "templates")
"""What an organiser edits."""


def command(args: argparse.Namespace, _shell: Shell) -> int:
    """Copy all of it, or nothing when one of the files is already there."""
    folder = Path(args.folder)
    _refuse_to_overwrite(folder)
    count = _copy(folder)
    print(f"Copied {count} files to {args.folder}. Next:")
    print(f"  1. Edit recommendations.yaml, content/ and templates/ in {args.folder}.")
    print(f"  2. campaign check {args.folder}")
    print(f"  3. campaign run --practice --dir {args.folder}")
    return 0


def _refuse_to_overwrite(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise CommandError(f"{folder} is a file, not a folder; nothing was copied.")
    if there := [name for name in ORGANISERS if (folder / name).exists()]:
        named = " and ".join(filter(None, (", ".join(there[:-1]), there[-1])))
        raise CommandError(f"{folder} already has {named}; nothing was copied.")


def _copy(folder: Path) -> int:
    """Copy beside the place first, then move: a full disk leaves nothing half done."""
    is_new, files = not folder.exists(), shipped_files()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".campaign-") as temporary:
            for place, file in files.items():
                target = Path(temporary) / place
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)  # not its mode: an installed file may be read-only
            for name in ORGANISERS:
                (Path(temporary) / name).rename(folder / name)
    except OSError as problem:  # it may name one of our files, which is not at fault
        if is_new:
            with suppress(OSError):
                folder.rmdir()
        raise CommandError(f"{folder}: {problem.strerror or problem}; nothing was copied.") from None
    return len(files)


def shipped_files() -> dict[Path, Path]:
    """Every file that an organiser may have, by its place in their folder; hidden files stay where they are."""
    top, package = bundled_folder(), shipped.PACKAGE  # content/ lies in the package, beside modules of that name
    found = {file.relative_to(package): file for file in sorted((package / "content").glob("*.yaml"))}
    for file in (top / "recommendations.yaml", *sorted((top / "templates").rglob("*"))):
        if file.is_file() and not file.name.startswith("."):
            found[file.relative_to(top)] = file
    return found
