"""The gate: every floor scored on public corpora, with floors that may not be fallen below and peers beside ours.

``python -m bench`` runs what the corpora that are present allow and prints the table of the README; ``python -m bench
compare OLD NEW`` shows what changed between two runs, case by case. Nothing of a corpus is kept but results under
``bench/out``.
"""
