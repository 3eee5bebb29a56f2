"""What the campaign knows, as pages, pictures and files."""
