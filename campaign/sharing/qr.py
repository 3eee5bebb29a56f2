"""A link as a code that telephones read (QR, ISO/IEC 18004), as a drawing and as a picture."""

from __future__ import annotations

from io import BytesIO

import segno

QUIET = 4
"""Modules of white all round: the standard asks for four."""
PNG_SIDE = 1_000
"""About as many pixels as the picture has on a side: enough for a poster."""
CORRECTION = "m"
"""Still read with 15 % of it covered: a crease, a drop of rain. More where it costs no space."""


def qr_svg(address: str, quiet: int = QUIET) -> bytes:
    """A drawing, black on white in any surroundings. `quiet` is 0 where white is left all round it anyway."""
    file = BytesIO()
    code = _code(address)
    code.save(file, "svg", scale=8, border=quiet, dark="#000", light="#fff", title=f"QR code: {address}", nl=False)
    return file.getvalue()


def qr_png(address: str) -> bytes:
    """A picture, black on white."""
    file = BytesIO()
    code = _code(address)
    scale = max(1, PNG_SIDE // code.symbol_size(border=QUIET)[0])
    code.save(file, "png", scale=scale, border=QUIET, dark="#000", light="#fff")
    return file.getvalue()


def _code(address: str) -> segno.QRCode:
    return segno.make_qr(address, error=CORRECTION)
