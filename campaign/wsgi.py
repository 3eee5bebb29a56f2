"""The site for any WSGI server, from the environment alone: `campaign run` and `gunicorn campaign.wsgi:app`."""

import os

from campaign.app import create_app
from campaign.settings import load
from campaign.timer import start_refreshing

_settings = load(os.environ)
app = create_app(_settings)
start_refreshing(_settings)
