#!/usr/bin/env python3
"""How far two pictures laid over each other tell a re-listing from another article. Needs Pillow and numpy.

    aligned.py OUT [COUNT]    OUT is what planted.py made; COUNT (280) of its re-listings are held against what they were
                              taken from, and against three other articles each of the same type and colour

One picture is searched for the part that the other shows: windows of both, either way round, on a coarse grid, and from the
best two the sides moved by halved steps as long as the grey values agree better. Then the fine structure of both (what a
blur takes away) is held together: its correlation is the score. No product uses it yet.
"""
import collections
import csv
import functools
import pathlib
import random
import sys

import numpy
from PIL import Image, ImageFilter

from planted import is_planted, place

WIDTH, HEIGHT = 96, 128
WHOLE = (0, 0, WIDTH, HEIGHT)
COARSE, FINE = (16, 16), (44, 60)
LEAST = .57  # of each side that a window covers
THRESHOLDS = (.5, .6, .7, .8, .9, .95)


def unit(values):
    values = values.ravel() - values.mean()
    return values / max(numpy.linalg.norm(values), 1)


def grey(picture, box, size):
    return unit(numpy.asarray(picture.resize(size, Image.BILINEAR, box=box), dtype=numpy.float32))


def structure(picture, box):
    part = picture.resize(FINE, Image.BILINEAR, box=box)
    blurred = part.filter(ImageFilter.GaussianBlur(3))
    return unit(numpy.asarray(part, dtype=numpy.float32) - numpy.asarray(blurred, dtype=numpy.float32))


def windows():
    found = []
    for across in (1, .93, .86, .79, .72):
        for down in sorted({across, max(.7, across - .07), min(1, across + .07)}):
            for x in numpy.linspace(0, 1 - across, 1 if across == 1 else 3):
                for y in numpy.linspace(0, 1 - down, 1 if down == 1 else 3):
                    found.append((x * WIDTH, y * HEIGHT, (x + across) * WIDTH, (y + down) * HEIGHT))
    return found


WINDOWS = windows()


@functools.lru_cache(maxsize=None)
def opened(path):
    picture = Image.open(path).convert("L").resize((WIDTH, HEIGHT), Image.BOX)
    coarse = numpy.stack([grey(picture, box, COARSE) for box in WINDOWS])
    sides = [picture, picture.transpose(Image.FLIP_LEFT_RIGHT)]
    return picture, coarse, [(side, grey(side, WHOLE, COARSE)) for side in sides]


def moved(picture, other, box):
    """The window near `box` that is most like the whole of the other."""
    target = grey(other, WHOLE, FINE)
    best, step = float(grey(picture, box, FINE) @ target), 6.0
    while step >= .75:
        better = False
        for side in range(4):
            for by in (step, -step):
                tried = list(box)
                tried[side] += by
                if min(tried) < 0 or tried[2] > WIDTH or tried[3] > HEIGHT:
                    continue
                if tried[2] - tried[0] < LEAST * WIDTH or tried[3] - tried[1] < LEAST * HEIGHT:
                    continue
                likeness = float(grey(picture, tried, FINE) @ target)
                if likeness > best:
                    best, box, better = likeness, tried, True
        step = step if better else step / 2
    return box


def score(a, b):
    best = -1.0
    for one, other in ((a, b), (b, a)):
        (picture, coarse, _), (_, _, sides) = opened(one), opened(other)
        for side, whole in sides:
            likeness = coarse @ whole
            for at in numpy.argsort(-likeness)[:2]:
                if likeness[at] >= .5:
                    box = moved(picture, side, WINDOWS[at])
                    best = max(best, float(structure(picture, box) @ structure(side, WHOLE)))
    return best


def main(out, count):
    dice = random.Random(5)
    with open(out / "articles.csv", newline="") as file:
        rows = {row["article_id"]: row for row in csv.DictReader(file)}
    with open(out / "planted.csv", newline="") as file:
        planted = list(csv.DictReader(file))[:count]
    like = collections.defaultdict(list)
    kind = {name: (row["product_type_name"], row["colour_group_name"]) for name, row in rows.items()}
    for name in rows:
        if not is_planted(name) and place(out, name).exists():
            like[kind[name]].append(name)
    same, other = collections.defaultdict(list), []
    for row in planted:
        same[row["how"]].append(score(place(out, row["a"]), place(out, row["b"])))
        rest = [name for name in like[kind[row["a"]]] if name != row["a"]]
        other += [score(place(out, name), place(out, row["b"])) for name in dice.sample(rest, min(3, len(rest)))]
    print(f"score above | of {len(other)} others | " + " | ".join(same))
    for threshold in THRESHOLDS:
        shares = [numpy.mean(numpy.array(scores) > threshold) for scores in (other, *same.values())]
        print(f"{threshold} | " + " | ".join(f"{share:.3f}" for share in shares))


if __name__ == "__main__":
    match sys.argv[1:]:
        case [out]:
            main(pathlib.Path(out), 280)
        case [out, count]:
            main(pathlib.Path(out), int(count))
        case _:
            sys.exit(__doc__)
