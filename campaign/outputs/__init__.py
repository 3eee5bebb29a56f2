"""A letter as something a person can send: links that open an e-mail, files to keep or print, a reminder."""

from campaign.outputs.files import KINDS, File, FileMaker, follow_up_path, plain_file
from campaign.outputs.links import BUDGETS, ROUTES, Route, Way, empty_ways, is_plain_address, ways
from campaign.outputs.pdf import Press
from campaign.outputs.textfile import filename, text_file

__all__ = [
    "BUDGETS", "KINDS", "ROUTES", "File", "FileMaker", "Press", "Route", "Way", "empty_ways", "filename",
    "follow_up_path", "is_plain_address", "plain_file", "text_file", "ways",
]  # fmt: skip
