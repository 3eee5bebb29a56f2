"""What every view may ask for, kept on the application: settings, services, templates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import Flask, Response, current_app

from campaign.counts.progress import Figures, Progress, read_figures
from campaign.errors import ConstituencyUnknown, ParliamentUnavailable
from campaign.letters.follow_up import FollowUps, load_follow_ups
from campaign.letters.hints import HintFinder
from campaign.models import Constituency, Seat
from campaign.outputs import File, FileMaker, Press
from campaign.services import Services
from campaign.settings import Settings
from campaign.sharing.posters import PosterPress
from campaign.web.address import HERE, origin_of
from campaign.web.clients import Misses, client_key
from campaign.web.letter.forms import Terms
from campaign.web.rendering import Renderer
from campaign.web.share.cards import Cards
from campaign.web.share.passing import make_pass_on

_KEY = "campaign"
USUAL_TEMPLATE = "standard"
"""The letter template that is chosen unless the person chooses another."""

Answer = Response | str | bytes | tuple[str | bytes, int]
"""What a view may give back."""


@dataclass(frozen=True, slots=True)
class Site:
    """One running copy of the site."""

    settings: Settings
    services: Services
    renderer: Renderer
    terms: Terms
    files: FileMaker
    follow_ups: FollowUps
    hints: HintFinder
    cards: Cards
    posters: PosterPress
    progress: Progress
    misses: Misses

    @property
    def places(self) -> tuple[Constituency, ...]:
        """The constituencies that can be listed without asking anybody: all, or none."""
        return self.services.parliament.constituencies()

    def seat(self, slug: str) -> Seat:
        """As `Parliament.seat`, but without a list of names nobody can have many looked for that are none.

        Each of those costs Parliament's service several calls. Whoever asks on is answered as if it were away, so
        that a person who shares the address still gets to a letter.
        """
        parliament = self.services.parliament
        if self.misses.are_too_many and not self.places:
            raise ParliamentUnavailable("too many unknown constituencies were asked for")
        try:
            return parliament.seat(slug)
        except ConstituencyUnknown:
            if not self.places:
                self.misses.count()
            raise


def build_site(settings: Settings, services: Services, asset: Callable[[str], str]) -> Site:
    """Put a site together; `asset` gives the address of a file in campaign/static. Raises ContentError."""
    origin = origin_of(settings)
    renderer = Renderer(
        settings.folders,
        origin,
        pass_on=make_pass_on(origin),
        may_show=lambda sentence: not services.links.hides(sentence),
        asset=asset,
        site_address=settings.base_url or HERE,
        card=lambda *which: cards.picture(*which),
        content=services.content,
        rule_for=services.composer.rule_for,
        practice=settings.practice,
        counts=settings.count,
        organiser=settings.organiser,
        organiser_address=settings.organiser_address,
        contact=settings.contact,
    )
    cards: Cards = Cards(renderer, services)
    terms = Terms(
        asks=tuple(recommendation.id for recommendation in services.content.recommendations),
        templates=tuple(sorted(services.composer.templates, key=lambda name: name != USUAL_TEMPLATE)),
        sentence=services.messages.say,
        name_of=lambda name: str(renderer.page("partials/field_names.html", field=name)).strip(),
    )
    files = FileMaker(Press(settings.folders), services.clock, settings.base_url)
    return Site(
        settings,
        services,
        renderer,
        terms,
        files,
        load_follow_ups(settings.folders),
        HintFinder(services.hints),
        cards,
        PosterPress(settings.folders),
        _progress(settings, services),
        Misses(settings.limit_places, client_key(settings.secret_key)),
    )


def _progress(settings: Settings, services: Services) -> Progress:
    """The figures of this site, read once a minute."""

    def read(now: datetime) -> Figures:
        seats = len(services.parliament.constituencies()) or settings.seats
        return read_figures(services.counting.tally, seats, now, services.clock())

    return Progress(read)


def saved(file: File) -> Response:
    """A file as a download, under its own name."""
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.data, mimetype=file.mimetype, headers=headers)


def install(app: Flask, site: Site) -> None:
    """Make `site` the one that this application's views use."""
    app.extensions[_KEY] = site


def the_site() -> Site:
    """The site of the application that answers this request."""
    return cast(Site, current_app.extensions[_KEY])
