"""A link as a code that telephones read (QR, ISO/IEC 18004), as a drawing and as a picture."""

from __future__ import annotations

from io import BytesIO

import segno

from campaign.errors import FileError

QUIET = 4
"""Modules of white all round: the standard asks for four."""
PNG_SIDE = 1_000
"""About as many pixels as the picture has on a side: enough for a poster."""
CORRECTION = "m"
"""Still read with 15 % of it covered: a crease, a drop of rain. More where it costs no space."""


def qr_svg(address: str, quiet: int = QUIET) -> bytes:
    """A drawing, black on white in any surroundings. `quiet` is 0 where white is left all round it anyway.

    Raises FileError("code-full") when the address is too long.
    """
    file = BytesIO()
    code = _code(address)
    code.save(file, "svg", scale=8, border=quiet, dark="#000", light="#fff", title=f"QR code: {address}", nl=False)
    return file.getvalue()


def qr_png(address: str) -> bytes:
    """A picture, black on white. Raises FileError("code-full") when the address is too long."""
    file = BytesIO()
    code = _code(address)
    scale = max(1, PNG_SIDE // code.symbol_size(border=QUIET)[0])
    code.save(file, "png", scale=scale, border=QUIET, dark="#000", light="#fff")
    return file.getvalue()


def _code(address: str) -> segno.QRCode:
    """Raises FileError("code-full") for an address of more than about 2,300 characters: no code holds more."""
    try:
        return segno.make_qr(address, error=CORRECTION)
    except segno.DataOverflowError:
        raise FileError("code-full") from None
