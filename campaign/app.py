"""The composition root: settings and services become a Flask application, read top to bottom."""

from __future__ import annotations

import logging
from collections.abc import Callable
from types import TracebackType
from typing import Any

from flask import Flask, request
from flask.sessions import NullSession, SessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

from campaign.services import Services, build_services
from campaign.settings import Settings
from campaign.web.address import install_address
from campaign.web.assets import assets_blueprint, load_assets
from campaign.web.constituencies import constituencies
from campaign.web.guards import install_guards
from campaign.web.headers import Headers
from campaign.web.knowledge.views import knowledge
from campaign.web.letter.follow_up import follow_up
from campaign.web.letter.views import writing
from campaign.web.limits import install_limits
from campaign.web.numbers.counting import counting
from campaign.web.numbers.for_mps import for_mps
from campaign.web.numbers.progress import progress
from campaign.web.pages import pages
from campaign.web.problems import install_problems
from campaign.web.rendering import place_in_template
from campaign.web.share.embedding import embedding
from campaign.web.share.mastodon import pass_on
from campaign.web.share.oembed import oembed
from campaign.web.share.previews import previews
from campaign.web.share.printing import printing
from campaign.web.share.reporting import reporting
from campaign.web.share.short_links import short_links
from campaign.web.share.views import sharing
from campaign.web.site import build_site, install

_log = logging.getLogger(__name__)

BLUEPRINTS = (
    pages,
    constituencies,
    knowledge,
    writing,
    follow_up,
    previews,
    sharing,
    short_links,
    reporting,
    printing,
    embedding,
    oembed,
    pass_on,
    counting,
    progress,
    for_mps,
)
"""The views, a group for each module of campaign/web that has some."""


def create_app(settings: Settings, services: Services | None = None) -> Flask:
    """The site as a WSGI application. Without `services` they are built from the settings.

    Raises ContentError or TemplateError when the organiser's files have problems.
    """
    services = services or build_services(settings)
    assets = load_assets()
    site = build_site(settings, services, assets.url)

    app = Application(__name__, static_folder=None, template_folder=None)
    app.url_map.strict_slashes = False
    install(app, site)
    install_guards(app, settings.base_url)
    install_address(app, settings)
    install_problems(app, site)
    for blueprint in (assets_blueprint(assets), *BLUEPRINTS):
        app.register_blueprint(blueprint)
    install_limits(app, site)

    inner: Any = Headers(app.wsgi_app, always_tls=settings.base_url.startswith("https:"))
    hops = settings.trusted_proxies
    wrapped = ProxyFix(inner, x_for=hops, x_proto=hops, x_host=hops) if hops else inner
    app.wsgi_app = wrapped  # type: ignore[method-assign]
    return app


class _NoSessions(SessionInterface):
    """There is no session, so there can be no cookie."""

    _none = NullSession()

    def open_session(self, *_: object) -> NullSession:
        """The one that nobody can write to, the same for every request."""
        return self._none

    def is_null_session(self, obj: object) -> bool:  # noqa: ARG002
        """Nothing to save, ever."""
        return True


class Application(Flask):
    """Flask without cookies, and with a log that never holds anything of a request."""

    session_interface = _NoSessions()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function as it is: none of ours is a coroutine, and Flask would look at each anew for every request."""
        return func

    def log_exception(self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        """One line for an error nobody expected: its type and where. A traceback may quote what was typed."""
        kind = exc_info[0].__name__ if exc_info[0] else "unknown"
        place = place_in_template(exc_info[1]) if exc_info[1] else None
        where = f"{request.endpoint}, templates/{place[0]} line {place[1]}" if place else request.endpoint
        _log.error("unexpected %s in %s", kind, where)
