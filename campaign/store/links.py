"""Short links: a name, what it stands for, a label and two days. Nothing of who made or followed it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from campaign.models.sharing import Choice, LinkState, Reported, ShortLink
from campaign.store.tables import links, reported_sentences


class LinkStore:
    """The database as a `Shelf`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, link: ShortLink, skeleton: str, key: str) -> bool:
        """Keep a new link; False if one of that skeleton is there."""
        values = _row(asdict(link)) | {"choice": _json(link.choice), "skeleton": skeleton, "key": key}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(links).values(values))
        except IntegrityError:
            return False
        return True

    def alike(self, skeleton: str) -> ShortLink | None:
        """The link whose name has this skeleton."""
        return self._one(links.c.skeleton == skeleton)

    def of_key(self, key: str) -> ShortLink | None:
        """The link of whoever has the secret with this hash."""
        return self._one(links.c.key == key)

    def change(self, code: str, **values: Any) -> None:
        """Change fields of a link."""
        if "choice" in values:
            values["choice"] = _json(values["choice"])
        with self._engine.begin() as connection:
            connection.execute(update(links).where(links.c.code == code).values(_row(values)))

    def report(self, code: str) -> None:
        """One more report of a link."""
        with self._engine.begin() as connection:
            connection.execute(update(links).where(links.c.code == code).values(reports=links.c.reports + 1))

    def every(self) -> tuple[ShortLink, ...]:
        """Every link, by name."""
        with self._reading() as connection:
            return tuple(_link(row) for row in connection.execute(select(links).order_by(links.c.code)))

    def names(self) -> frozenset[str]:
        """The names of all links."""
        with self._reading() as connection:
            return frozenset(connection.execute(select(links.c.code)).scalars())

    def sweep(self, before: date) -> int:
        """Forget links that nobody has followed since before that day; how many."""
        with self._engine.begin() as connection:
            return connection.execute(delete(links).where(links.c.used < before)).rowcount

    def forget_old(self, before: date) -> None:
        """Forget sentences last reported before that day; of hidden ones keep the mark alone."""
        told, old = reported_sentences.c, reported_sentences.c.day < before
        with self._engine.begin() as connection:
            connection.execute(delete(reported_sentences).where(old & told.hidden.is_(False)))
            connection.execute(update(reported_sentences).where(old & (told.sentence != "")).values(sentence=""))

    def note(self, mark: str, sentence: str, day: date, most: int) -> None:
        """One more report of a sentence; of those that are not hidden keep so many, the newest."""
        dialect = postgresql if self._engine.dialect.name == "postgresql" else sqlite
        query = dialect.insert(reported_sentences).values(
            mark=mark, sentence=sentence, reports=1, day=day, hidden=False
        )
        told = reported_sentences.c
        first = func.coalesce(func.nullif(told.sentence, ""), sentence)  # words that look alike do not replace it
        more = {"reports": told.reports + 1, "day": day, "sentence": first}
        others = select(told.mark).where(told.hidden.is_(False), told.mark != mark)
        old = others.order_by(told.day.desc(), told.reports.desc(), told.mark.desc()).offset(most - 1)
        with self._engine.begin() as connection:
            connection.execute(query.on_conflict_do_update(index_elements=["mark"], set_=more))
            if marks := list(connection.execute(old).scalars()):
                connection.execute(delete(reported_sentences).where(told.mark.in_(marks)))

    def hidden(self) -> frozenset[str]:
        """The marks of the sentences that are hidden."""
        with self._reading() as connection:
            hidden = select(reported_sentences.c.mark).where(reported_sentences.c.hidden.is_(True))
            return frozenset(connection.execute(hidden).scalars())

    def reported(self) -> tuple[Reported, ...]:
        """Every sentence that was reported, those with most reports first."""
        query = select(reported_sentences).order_by(reported_sentences.c.reports.desc(), reported_sentences.c.mark)
        with self._reading() as connection:
            return tuple(Reported(**row._mapping) for row in connection.execute(query))

    def hide(self, mark: str, hidden: bool) -> bool:
        """Hide a reported sentence or show it again; False if there is none with that mark."""
        query = update(reported_sentences).where(reported_sentences.c.mark == mark).values(hidden=hidden)
        with self._engine.begin() as connection:
            return connection.execute(query).rowcount == 1

    def forget(self, mark: str) -> bool:
        """Forget that a sentence was reported; False if there is none with that mark."""
        with self._engine.begin() as connection:
            query = delete(reported_sentences).where(reported_sentences.c.mark == mark)
            return connection.execute(query).rowcount == 1

    def _one(self, which: Any) -> ShortLink | None:
        with self._reading() as connection:
            row = connection.execute(select(links).where(which)).first()
        return _link(row) if row else None

    def _reading(self) -> Connection:
        return self._engine.connect().execution_options(reads=True)


def _row(values: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, LinkState) else value for name, value in values.items()}


def _json(choice: Choice) -> str:
    return json.dumps(asdict(choice), ensure_ascii=False)


def _link(row: Row[Any]) -> ShortLink:
    kept = json.loads(row.choice)
    choice = Choice(tuple(kept["asks"]), kept["template"], kept["sentence"])
    return ShortLink(row.code, choice, row.label, row.made, row.used, LinkState(row.state), row.reports)
