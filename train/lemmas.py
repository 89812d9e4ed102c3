"""Write ``lemmas.npz``, the vectors of lemmas that the finder of attributions knows.

usage: python train/lemmas.py VOCAB CORPUS --cache FILE --out FOLDER

VOCAB is the ``vocab`` folder of an English spaCy pipeline with word vectors (``en_core_web_md`` 3.8: vectors that its
makers built from OSCAR, Wikipedia, OpenSubtitles and news crawls and give away under CC0). Kept are the verbs that the
parser's lemmatizer lists and the other words that CORPUS uses twice, each as its 32 main components in whole numbers.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from attributions_gold import read_parses
from spacy.vocab import Vocab

from onrecord.annotate.word_vectors import OF_LEMMA, SPREAD_OF_LEMMA, TABLE
from onrecord.parse import Parser

OPEN = ("VERB", "NOUN", "ADJ", "ADV")
LEAST = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vocab", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    vocab = Vocab().from_disk(options.vocab)
    wanted = verbs() | used(options.corpus, options.cache)
    words = sorted(word for word in wanted if word.isascii() and word.isalpha() and vocab.has_vector(word))
    vectors = components(np.array([vocab.get_vector(word) for word in words], dtype=np.float64))
    np.savez_compressed(options.out / TABLE, words=np.array("\n".join(words).encode()), vectors=vectors)
    print(f"{len(words)} lemmas")


def verbs() -> set[str]:
    """The verbs that the parser's lemmatizer lists."""
    nlp: Any = spacy.load(Parser().name.split()[0])
    lookups = nlp.get_pipe("lemmatizer").lookups
    return set(lookups.get_table("lemma_index")["verb"])


def used(corpus: Path, cache: Path | None) -> set[str]:
    """The lemmas of open classes that a corpus uses more than once, names apart."""
    counts: Counter[str] = Counter()
    for parse in read_parses(corpus, cache).values():
        counts.update(t.lemma for t in parse.tokens if t.pos in OPEN and not t.ent and t.lemma.islower())
    return {lemma for lemma, count in counts.items() if count >= LEAST}


def components(vectors: Any) -> Any:
    """The main components of vectors as whole numbers of one byte."""
    vectors = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
    vectors = vectors - vectors.mean(axis=0)
    _, _, turned = np.linalg.svd(np.unique(vectors, axis=0), full_matrices=False)
    main_ = vectors @ turned[:OF_LEMMA].T
    return np.round(main_ / main_.std() * SPREAD_OF_LEMMA).clip(-127, 127).astype(np.int8)


if __name__ == "__main__":
    main()
