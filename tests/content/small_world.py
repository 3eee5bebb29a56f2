"""Small valid content files about invented harbours, and mistakes made in them."""

from campaign.content import load_content
from campaign.content.shipped import looked_in
from tests.content.harbours import FOLDER, TODAY

FACT = (
    "confidence: secondary, source: {title: Harbour News, url: 'https://news.example.org/lamps'}, "
    "checked: 2026-11-01, review_by: 2027-05-01"
)

RESPONSES = """\
licence: Use it as you like.
published: 2026-11-01
places:
  - {slug: norland, name: Norland, group: national}
  - {slug: isles, name: Isles, called: the Isles, group: multilateral, note: They are small.}
headlines:
  - {id: many-lamps, text: 3 towns have lamps., see: [lamps]}
entries:
  - id: lamps
    place: norland
    body: Parliament of Norland
    kind: law
    date: 2024-06-03
    in_force: 2025-06
    fact: Norland made 40 towns put up 1,200 lamps.
    confidence: secondary
    source: {title: Harbour News, url: https://news.example.org/lamps}
    checked: 2026-11-01
    review_by: 2027-05-01
    recommendations: [harbour-lights]
    letter: Since June 2025 Norland has had 1,200 lamps in 40 towns.
    same_as: [harbour-lights/two-towns]
    corrections:
      - said: The old text says 30 towns.
        now: There are 40.
        source: {title: Harbour News, url: https://news.example.org/forty}
        corrected: 2026-11-20
  - id: talk
    place: isles
    body: The Isles
    kind: statement
    date_note: Nobody knows when.
    fact: The Isles spoke of lamps.
    confidence: not-checked
    added: yes
"""

HELP = f"""\
intro: You can help.
groups:
  title: Groups
  text: These help.
  money: We take none.
  organisations:
    - {{id: lamp-society, name: Lamp Society, about: It lights., website: 'https://lamps.example.org',
       donate: 'https://lamps.example.org/give', confidence: secondary, checked: 2026-11-01, review_by: 2027-05-01}}
forced_labour:
  title: Work
  text: About work.
  points:
    - {{id: found, title: What was found, text: In 2024 a report named 80 towns., {FACT}}}
    - {{id: law, title: The law, text: There is a law of 2025., claims: [harbour-lights/two-towns], responses: [lamps]}}
    - {{id: advice, title: Advice, text: Buy a lamp.}}
action:
  title: Act
  text: Write.
  points:
    - id: write
      title: Write
      text: Write a letter.
      quote: {{text: 'Light {{every}} harbour', by: The committee, taken_from: its report, confidence: not-checked}}
      recommendations: [harbour-lights]
      leads_to: write
"""

STANDING = f"""\
general:
  - {{date: 2021-07-08, text: The report came out., {FACT}}}
histories:
  - recommendation: harbour-lights
    as_of: 2026-11-01
    review_by: 2027-05-01
    reply: We could not read it.
    reply_read: no
    since:
      - {{date: 2026-01, text: A third town followed., {FACT}}}
      - claim: harbour-lights/two-towns
    open: [Whether a fourth will follow.]
    offices:
      - office: the Harbour Secretary
      - {{office: the Treasury, part: the money}}
    mp_can: [Ask a question.]
"""

FILES = {"responses": RESPONSES, "help": HELP, "standing": STANDING}


def content():
    """The recommendations about harbours."""
    return load_content([FOLDER], TODAY)


def written(folder, name, *changes):
    """The small file of that name in a folder, with the first of each old text replaced by the new one."""
    text = FILES[name]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return looked_in([folder])[:1]
