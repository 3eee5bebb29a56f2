"""What takes the campaign further: links, ways to pass them on, pictures that go with them, codes to scan, posters."""
