"""Fit the trees of the second look at who acts and who is hit (``annotate/moves/second.py``).

In come articles with their gold moves; out come boosters. What the first race says of an article is told by weights
that were fitted on the other folds, so that the trees learn how far to trust it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import lightgbm
import moves_gold as mg
import numpy as np
import numpy.typing as npt
from moves_race import Race, fit_race

from onrecord.annotate.moves import arguments
from onrecord.annotate.moves.arguments import Contest, Filled, find_arguments
from onrecord.annotate.moves.casting import Cast
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.layers import Party
from onrecord.annotate.moves.others import Others, Signs, told_of
from onrecord.annotate.moves.second import table_of
from onrecord.annotate.moves.signs import Group, groups_of, signs_of

# For one role of one move: a row of numbers for each side, and whether the side is right.
SideRace = tuple[list[Signs], list[bool]]
Weights = Mapping[str, Mapping[str, float]]
# For each gold move of an article, in their order, and each role the chances of the sides.
Meant = Sequence[Mapping[str, Cast]]
# Columns that fewer rows fill are left out.
FEWEST = 100
ROUNDS = 150
LEAST = 1e-3
OPTIONS = {
    "num_leaves": 31, "learning_rate": 0.06, "min_data_in_leaf": 40, "lambda_l2": 5.0, "feature_fraction": 0.3,
    "bagging_fraction": 0.8, "bagging_freq": 1, "num_threads": 1, "verbose": -1, "seed": 1, "deterministic": True,
    "cat_smooth": 20, "max_cat_threshold": 8,
}  # fmt: skip
CLASSES = ("TYPE",)


def fit_sides(
    articles: Sequence[mg.Article],
    races: Mapping[str, Mapping[str, Sequence[Race]]],
    meant: Mapping[str, Meant],
    *,
    folds: int,
    strength: float,
) -> dict[str, Any]:
    """A booster for each role; ``races`` are the first races of each article by its name.

    ``meant`` is what nets that were taught on the other folds say of each article.
    """
    found: dict[str, list[SideRace]] = {role: [] for role in arguments.ROLES}
    for fold in range(folds):
        others = [a for a in articles if mg.fold_of(a.stem, folds) != fold]
        weights = {
            role: fit_race([race for a in others for race in races[a.stem][role]], strength=strength)
            for role in arguments.ROLES
        }
        for article in (a for a in articles if mg.fold_of(a.stem, folds) == fold):
            for role, rows in side_races(article, weights, meant.get(article.stem)).items():
                found[role] += rows
    return {role: fit_trees(rows) for role, rows in found.items()}


def side_races(article: mg.Article, weights: Weights, meant: Meant | None) -> dict[str, list[SideRace]]:
    """For each role the sides that claim it in every gold move, as the first race with the given weights sees them."""
    found: dict[str, list[SideRace]] = {role: [] for role in arguments.ROLES}
    with patch.object(arguments, "load_weights", weights.__getitem__):
        laid = sorted(article.labels.items())
        contests = [Contest(_scene(article, n, number)) for n, number in laid]
        told = [told_of(contest.scene, *find_arguments(contest)) for contest in contests]
        for at, (contest, (_, number)) in enumerate(zip(contests, laid, strict=True)):
            others, gold, scene = Others(told, at), article.gold[number], contest.scene
            claims, cast = (contest.actors, contest.actor_chances), meant[at] if meant else {}
            found["actor"] += _race(scene, groups_of(*claims), others, None, gold, "actor", cast)
            right = mg.right_claims(article.layers, claims[0], gold, "actor")
            taken = next((c.party for c, yes in zip(claims[0], right, strict=True) if yes), None)
            actor = Filled(None, ";".join(sorted(mg.sides(gold["actor_side"]))) or None)
            left = groups_of(*contest.recipients(actor, taken))
            found["recipient"] += _race(scene, left, others, taken, gold, "recipient", cast)
    return found


def _scene(article: mg.Article, n: int, number: int) -> Scene:
    return Scene(article.layers, article.candidates[n], article.gold[number]["type"], own=mg.is_own(article, n))


def _race(
    scene: Scene,
    groups: Sequence[Group],
    others: Others,
    actor: Party | None,
    gold: mg.GoldMove,
    role: str,
    meant: Mapping[str, Cast],
) -> list[SideRace]:
    """The race of the sides for a role; none where no side is right, or all are."""
    wanted = mg.sides(gold[f"{role}_side"])
    right = [(group.side or "").upper() in wanted if wanted else group.side is None for group in groups]
    return (
        [(signs_of(scene, groups, others, actor, role, meant.get(role)), right)]
        if any(right) and not all(right)
        else []
    )


def fit_trees(races: Sequence[SideRace], rounds: int = ROUNDS, **options: object) -> Any:
    """A booster whose sums, made to shares in each race, give the right sides the most."""
    rows = [row for race, _ in races for row in race]
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    right = np.array([yes for _, race in races for yes in race], dtype=float)
    sizes = np.array([len(race) for race, _ in races])
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    race_of = np.repeat(np.arange(len(sizes)), sizes)

    def slopes(sums: npt.NDArray[np.float64], _: object) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        grown = np.exp(sums - np.maximum.reduceat(sums, first)[race_of])
        share = grown / np.add.reduceat(grown, first)[race_of]
        good = grown * right / (np.add.reduceat(grown * right, first)[race_of] + 1e-12)
        return share - good, np.maximum(share * (1 - share), LEAST)

    table = lightgbm.Dataset(table_of(rows, names), label=right, feature_name=names, categorical_feature=list(CLASSES))
    return lightgbm.train({**OPTIONS, **options, "objective": slopes}, table, rounds)


def write_trees(trees: Any, path: Path) -> None:
    """A booster in its text form."""
    path.write_text(trees.model_to_string(), encoding="utf-8")
