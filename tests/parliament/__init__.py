"""Sources of MPs: the Members API over a real wire, the practice parliament, names typed by hand."""
