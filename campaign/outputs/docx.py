"""The letter as a Word document with real styles, for people who want to change how it looks."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from campaign.models import Letter
from campaign.outputs.paper import Paper, Part, Role, is_right_to_left, plain, read_paper

if TYPE_CHECKING:
    from docx.document import Document

MOST_TITLE = 255
"""Characters that a property of a document may have."""
MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

STYLES = {
    Role.NOTE: "Note Heading",
    Role.SENDER: "Sender",
    Role.DATE: "Date",
    Role.RECIPIENT: "Recipient",
    Role.SALUTATION: "Salutation",
    Role.BODY: "Body Text",
    Role.ITEM: "List Number",
    Role.CLOSING: "Closing",
    Role.NAME: "Signature",
    Role.AFTER: "Body Text",
}
"""The style of each part. All but Sender and Recipient are Word's own, so that its themes know them."""

FLOWING = {Role.BODY, Role.ITEM, Role.AFTER}
LINE = 14.0
"""Points from line to line; type is 11.5 points."""
GAP = 9.0
SIGN = 48.0
"""Points left free for a signature."""
TOP, SIDE, BOTTOM = 15, 25, 18
"""Margins in millimetres."""
SENDER_AT, RECIPIENT_AT, BODY_AT = 120, 57, 94
"""Millimetres from the left, and twice from the top, as in templates/print/letter.typ: for a window envelope."""
UNUSED = ("/thumbnail", "/customXml", "/stylesWithEffects", "/numbering")
"""Parts of the library's template that a letter has no use for."""
_POINTS = 72 / 25.4


def docx_file(letter: Letter) -> bytes:
    """The letter as a .docx file: A4, British English, one style for each part."""
    import docx

    document = docx.Document(BytesIO(_blank()))
    paper = read_paper(letter.text)
    drops = _drops(paper) if paper.is_letter else {}
    for number, part in enumerate(paper.parts):
        for place, line in enumerate(_paragraphs(part)):
            _add(document, part, line, 0 if place else drops.get(number, 0.0))
    document.core_properties.title = " ".join(plain(letter.subject).split())[:MOST_TITLE]
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _drops(paper: Paper) -> dict[int, float]:
    """Points to leave above the recipient and the salutation, so that a window envelope shows the address alone."""
    drops, used = {}, 0.0
    for number, part in enumerate(paper.parts):
        goal = {Role.RECIPIENT: RECIPIENT_AT, Role.SALUTATION: BODY_AT}.get(part.role)
        if goal is not None:
            drops[number] = max((goal - TOP) * _POINTS - used, GAP if part.role is Role.SALUTATION else 0.0)
            used += drops[number]
        used += len(part.lines) * LINE + (0 if part.role is Role.RECIPIENT else GAP)
    return drops


def _paragraphs(part: Part) -> list[str]:
    """An address is a paragraph a line; other parts keep their lines within one, unless directions differ."""
    lines = [part.label + "\t" + part.lines[0], *part.lines[1:]] if part.label else list(part.lines)
    mixed = len({is_right_to_left(line) for line in part.lines}) > 1
    return lines if mixed or part.role in {Role.SENDER, Role.RECIPIENT} else ["\n".join(lines)]


def _add(document: Document, part: Part, text: str, drop: float) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    paragraph = document.add_paragraph(style=STYLES[part.role])
    run = paragraph.add_run(text)
    if is_right_to_left(text):
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
        if part.role in FLOWING:  # an address keeps to its column; before the space, as Word wants it
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    if drop:
        paragraph.paragraph_format.space_before = Pt(drop)


@cache
def _blank() -> bytes:
    """An empty A4 document with our styles, and nothing else of the library's own: made once, quicker to open."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(TOP), Mm(BOTTOM)
    page.left_margin = page.right_margin = Mm(SIDE)
    _set_styles(document.styles)
    _clear(document)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _clear(document: Document) -> None:
    """Take out what the library's own template brings: a picture of itself, its dates, styles that nobody uses."""
    for rels in (document.part.package.rels, document.part.rels):
        for key in [k for k, rel in rels.items() if rel.reltype.endswith(UNUSED)]:
            del rels[key]
    used = {"Normal", "Default Paragraph Font", *STYLES.values()}
    for style in list(document.styles):
        if style.name not in used:
            style.delete()
    properties = document.core_properties
    properties.author = properties.comments = ""
    properties.language = "en-GB"
    for stamp in properties._element.xpath("dcterms:created | dcterms:modified"):
        stamp.getparent().remove(stamp)


def _set_styles(styles: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm

    normal = styles["Normal"]
    _look(normal, after=GAP)
    _set_language(styles)
    names = {style.name for style in styles}
    for name in dict.fromkeys(STYLES.values()):
        if name not in names:
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name not in {"Sender", "Recipient"})
        styles[name].base_style = normal
        styles[name].quick_style = True
    for name in ("Sender", "Recipient"):
        _look(styles[name], after=0)
    styles["Sender"].paragraph_format.left_indent = styles["Date"].paragraph_format.left_indent = Mm(SENDER_AT - SIDE)
    _look(styles["Date"], before=GAP, after=GAP)
    _look(styles["Salutation"], before=GAP, after=GAP)
    _look(styles["Closing"], before=GAP, after=SIGN)
    styles["Closing"].paragraph_format.keep_with_next = True
    styles["Note Heading"].font.bold = True
    _hang(styles["List Number"])


def _look(style: Any, *, before: float = 0, after: float) -> None:
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    style.font.name, style.font.size = "Times New Roman", Pt(11.5)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(LINE)
    form.widow_control = True


def _hang(style: Any) -> None:
    """Numbers stand in the text as the person wrote them: the style only indents, and counts nothing itself."""
    from docx.shared import Mm

    form = style.paragraph_format
    form.left_indent, form.first_line_indent = Mm(7), Mm(-7)
    for numbering in style.element.xpath(".//w:numPr"):
        numbering.getparent().remove(numbering)
    form.tab_stops.clear_all()
    form.tab_stops.add_tab_stop(Mm(7))


def _set_language(styles: Any) -> None:
    from docx.oxml.ns import qn

    for language in styles.element.xpath(".//w:lang"):
        language.set(qn("w:val"), "en-GB")
