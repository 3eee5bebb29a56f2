"""Pages: read the form, call the domain, render. `campaign.app` puts them together."""
