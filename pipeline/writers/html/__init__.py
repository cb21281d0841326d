"""The phone edition: a document comes in, one HTML file that needs nothing beside it goes out."""
