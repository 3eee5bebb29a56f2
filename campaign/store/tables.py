"""The tables, in SQLAlchemy Core. No column holds a person who writes; `tests/store` checks the list.

Times are whole seconds since 1970 (UTC): both engines sort and compare them alike.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

editions = Table(
    "directory_editions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("state", String(10), nullable=False),  # building, current, old
    Column("started", Integer, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("expected", Integer),  # how many seats the service said there are
)

seats = Table(
    "directory_seats",
    metadata,
    Column("edition", Integer, ForeignKey("directory_editions.id", ondelete="CASCADE"), primary_key=True),
    Column("constituency_id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("slug", Text, nullable=False),
    Column("member", Text),  # a public office-holder as JSON; null while the seat is vacant
    Column("complete", Boolean, nullable=False),  # contact and posts have been read
    Column("missing", Text, nullable=False),
    Index("ix_directory_seats_slug", "edition", "slug"),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", Integer, nullable=False),
)

counts = Table(
    "counts",
    metadata,
    Column("day", Date, primary_key=True),  # the finest time that is kept
    Column("seat", Text, primary_key=True),  # a slug, or "" where no seat is known
    Column("ask", Text, primary_key=True),  # a recommendation, or "" for the letter itself
    Column("source", Text, primary_key=True),  # the code of a link (`via`), or ""
    Column("kind", Text, primary_key=True),  # visit, composed, opened, confirmed, or what came of it
    Column("number", BigInteger, nullable=False),
    Index("ix_counts_source", "source"),
)

links = Table(
    "links",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("skeleton", String(40), nullable=False),  # the code with signs that look alike made the same
    Column("key", String(64)),  # the hash of the secret that its maker has; null once it is deleted
    Column("choice", Text, nullable=False),  # what it opens the site with, as JSON
    Column("label", Text, nullable=False),  # what its maker calls it
    Column("made", Date, nullable=False),
    Column("used", Date, nullable=False),  # the last day somebody followed it
    Column("state", String(10), nullable=False),
    Column("reports", Integer, nullable=False),
    Index("ix_links_skeleton", "skeleton", unique=True),
    Index("ix_links_key", "key", unique=True),
)

reported_sentences = Table(
    "reported_sentences",
    metadata,
    Column("mark", String(16), primary_key=True),
    Column("sentence", Text, nullable=False),  # of a link that is stored nowhere; only once somebody has reported it
    Column("reports", Integer, nullable=False),
    Column("day", Date, nullable=False),  # of the last report
    Column("hidden", Boolean, nullable=False),
)
