"""What stands for a person's name, address and words while the letter is made, so that these stay in their browser.

With JavaScript the form sends one of these instead of each field that is filled in (static/slots.js), the server
composes as always, and the browser puts the person's own texts where they stand. They read as gaps if it cannot.
"""

from __future__ import annotations

import json

SLOTS = {"name": "[[your name]]", "address": "[[your address]]", "own_words": "[[your own words]]"}
"""By the name of the field. Of plain letters, so that a letter with slots is as quick to handle as one without."""
SLOTS_JSON = json.dumps(SLOTS)
