"""Seat + asks + own words -> Letter, in the organiser's wording, which runs in a sandbox.

contract -> what a template may use      text, fields, wording, parts, points -> what goes in
filters, values, syntax, sandbox -> a template that is safe to run
library -> the templates of a campaign   occasion -> what letters to one MP share   printing, holes -> once for many
compose -> the letter                    check -> tried on every kind of MP
"""

from campaign.letters.check import check_templates
from campaign.letters.compose import Composer
from campaign.letters.contract import ADDRESS_GAP, NAME_GAP
from campaign.letters.library import LetterTemplates
from campaign.letters.text import clean
from campaign.letters.turns import first_seed

__all__ = ["ADDRESS_GAP", "NAME_GAP", "Composer", "LetterTemplates", "check_templates", "clean", "first_seed"]
