"""Links that arrive set up: made, passed on, printed, shown by others, and reported."""
