"""What is counted, and how far it has come."""
