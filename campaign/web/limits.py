"""How often one address on the internet may look up, make and try: enough for people, too little for programs.

The address is never kept or logged. What counts stands under a keyed hash of it, in memory, or in Redis where that is
set, and is gone when its minute or hour is over. While Redis is away each process counts for itself.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from typing import Any, cast

from flask import Flask, Response, request
from flask_limiter import Limiter, RateLimitExceeded, RequestLimit
from limits.errors import ConfigurationError

from campaign.settings import Settings
from campaign.web.clients import client_key
from campaign.web.invitation import read_invitation
from campaign.web.site import Site

_log = logging.getLogger(__name__)
READ_AND_SEND = ("GET", "HEAD", "POST")
SECRET_VIEWS = ("short_links.look_after", "short_links.changed")
REDIS_SECONDS = 1
"""How long to wait for Redis; while it is away it is tried again now and then."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How often the views of one kind may be asked together; `methods`: of which requests.

    `counts`: of which answers. Where only what is not found counts, a hall full of people can follow the same link.
    """

    kind: str
    setting: str
    every: str
    methods: tuple[str, ...]
    views: tuple[str, ...]
    counts: Callable[[Response], bool] | None = None


def _is_miss(response: Response) -> bool:
    return response.status_code == 404


def _is_refused(response: Response) -> bool:
    return response.status_code == 422


def _is_made(response: Response) -> bool:
    return response.status_code == 303


LIMITS = (
    Limit("lookup", "limit_lookups", "minute", ("POST",), ("pages.find",)),
    Limit("links", "limit_links", "hour", ("POST",), ("short_links.shorten",), _is_made),
    Limit("names", "limit_codes", "minute", ("POST",), ("short_links.shorten",), _is_refused),
    Limit("codes", "limit_codes", "minute", ("GET", "HEAD"), ("short_links.go",), _is_miss),
    Limit("secrets", "limit_codes", "minute", READ_AND_SEND, SECRET_VIEWS, _is_miss),
    Limit("reports", "limit_reports", "hour", ("POST",), ("reporting.report",)),
)
"""A form that is refused makes no link, but tells which names are taken: so `names` may not be tried for ever.

`codes` and `secrets` are those that are tried and are none. Whoever has the secret of a link is never limited by how
many links were made: a link that does harm can be paused at once.
"""


def install_limits(app: Flask, site: Site) -> None:
    """Put the limits round the views; to be called when all of them are there."""
    # Its own line for each refusal would hold the hash of an address.
    logging.getLogger("flask-limiter").setLevel(logging.WARNING)
    with _fewer_hooks(app, {view for limit in LIMITS for view in limit.views}):
        limiter = _limiter(app, site.settings)
    for limit in LIMITS:
        number = getattr(site.settings, limit.setting)
        if number:
            shared = limiter.shared_limit(
                f"{number} per {limit.every}",
                scope=limit.kind,
                methods=list(limit.methods),
                deduct_when=limit.counts,
            )
            for view in limit.views:
                app.view_functions[view] = shared(cast(Any, app.view_functions[view]))

    @app.errorhandler(RateLimitExceeded)
    def too_many(error: RateLimitExceeded) -> tuple[Response, int]:
        seconds = _seconds(limiter.current_limit)
        page = site.renderer.page(
            "pages/too_many.html",
            kind=error.limit.scope,
            minutes=-(-seconds // 60),
            invitation=read_invitation(request.values, site.services.content),
            places=site.places,
        )
        return Response(page, headers={"Retry-After": str(seconds)}, mimetype="text/html"), 429


def _seconds(told: RequestLimit | None) -> int:
    """Until it works again. The extension rounds up, so this could be a second more than the whole minute or hour."""
    return min(max(1, ceil(told.reset_at - time.time())), told.limit.get_expiry()) if told else 60


def _limiter(app: Flask, settings: Settings) -> Limiter:
    key = client_key(settings.secret_key)
    if settings.redis_url:
        try:
            return Limiter(
                key,
                app=app,
                storage_uri=settings.redis_url,
                storage_options={"socket_timeout": REDIS_SECONDS, "socket_connect_timeout": REDIS_SECONDS},
                in_memory_fallback_enabled=True,
                swallow_errors=True,  # should Redis go away between two steps of one request
                key_prefix="campaign",
            )
        except (ConfigurationError, ImportError) as problem:
            _log.error("limits are kept by each process for itself: %s", type(problem).__name__)
    return Limiter(key, app=app, storage_uri="memory://")


@contextmanager
def _fewer_hooks(app: Flask, limited: Collection[str]) -> Iterator[None]:
    """Leave out what the extension does around every request, a tenth of a millisecond each: few views have limits.

    Its hooks go to the blueprints of those views, and there to those views alone.
    """
    before = list(app.before_request_funcs.get(None, ()))
    around: tuple[dict[Any, list[Any]], ...] = (app.after_request_funcs, app.teardown_request_funcs)
    others = [list(hooks.get(None, ())) for hooks in around]
    yield
    app.before_request_funcs[None] = before
    for hooks, own in zip(around, others, strict=True):
        added = [_for(hook, limited) for hook in hooks[None] if hook not in own]
        hooks[None] = own
        for blueprint in {view.partition(".")[0] for view in limited}:
            hooks[blueprint] = [*hooks.get(blueprint, ()), *added]


def _for(hook: Callable[[Any], Any], limited: Container[str]) -> Callable[[Any], Any]:
    """The hook for views with limits alone; for others what it would have been given goes on as it is."""
    return lambda given: hook(given) if request.endpoint in limited else given
