"""The gate: every floor scored on public corpora, with floors that may not be fallen below and peers beside ours.

``python -m bench`` runs what the corpora that are present allow and prints the table of the README; ``python -m bench
compare OLD NEW`` shows what changed between two runs, case by case. Nothing of a corpus is kept but results under
``bench/out``.
"""

from onrecord.cores import keep_to_one_core

# One core for us and for every peer, whatever a machine has: set before any library is loaded.
keep_to_one_core()
