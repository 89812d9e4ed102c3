"""A record of public disputes, read from crawled news pages."""
