"""The letter as an e-mail that has not been sent: a file that a mail program opens as a draft."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from campaign.errors import FileError
from campaign.models import Letter
from campaign.outputs.links import is_plain_address
from campaign.outputs.paper import plain

MIMETYPE = "message/rfc822"


def eml_file(letter: Letter) -> bytes:
    """The draft: To, Subject and text, and no From, which the person's own mail program knows.

    `X-Unsent: 1` makes Outlook open it for writing; in Thunderbird and others it is "edit as new". Raises
    FileError("eml-no-address") when the MP has no usable e-mail address.
    """
    if not is_plain_address(letter.to_email):
        raise FileError("eml-no-address")
    draft = EmailMessage(policy=SMTP)
    draft["X-Unsent"] = "1"
    draft["To"] = letter.to_email
    draft["Subject"] = " ".join(plain(letter.subject).split())
    draft.set_content(plain(letter.text), cte="quoted-printable")
    return draft.as_bytes()
