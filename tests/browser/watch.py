"""Watches a browser for what no page of ours may do: ask others, keep a cookie, break the policy, raise errors."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

# No name but this computer's own can be looked up, so that a slip cannot reach the network.
CHROMIUM_FLAGS = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


class Watch:
    """Collects the faults of one browser context until it is closed."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.context = context
        self.home = home
        self.faults: list[str] = []
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", self._error)

    def close(self) -> list[str]:
        """Everything seen, and the cookies that are left; the context is closed."""
        self.faults += [f"a cookie is kept: {cookie.get('name')}" for cookie in self.context.cookies()]
        self.context.close()
        return self.faults

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).scheme in {"http", "https", "ws", "wss"} and not request.url.startswith(self.home):
            self.faults.append(f"another host was asked: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            self.faults.append(f"{response.status} for {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        # What failed to load is judged in `_response`: an error page may well be what a test wants to see.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"console {message.type}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"a script failed: {error.error}")
