"""Writing to one MP: the form, the finished letter, and the second letter two weeks later."""
