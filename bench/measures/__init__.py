"""The measures, each in a file of its own: gold and found in, counts and figures out. No file, no model."""
