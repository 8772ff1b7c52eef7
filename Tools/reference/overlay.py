#!/usr/bin/env python3
"""How far two pictures laid over each other tell a re-listing from another article. Needs Pillow, numpy and clang.

    overlay.py OUT [COUNT]    OUT is what planted.py made; COUNT (1,120) of its re-listings are held against what they were taken
                              from, against other articles of that name (six at most), and against four of that type and colour

The kernel is the program's own, Sources/CKernels/overlay.c; no text is read and no model.
"""
import collections
import concurrent.futures
import csv
import ctypes
import functools
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy
from PIL import Image

from planted import is_planted, place

THRESHOLDS = (.5, .7, .8, .9, .94, .96, .98)
SIDE = 128


def kernel(folder):
    sources = pathlib.Path(__file__).resolve().parents[2] / "Sources" / "CKernels"
    library = pathlib.Path(folder, "overlay.so")
    subprocess.run(["clang", "-w", "-O3", "-fPIC", "-shared", f"-I{sources}/include", str(sources / "overlay.c"), "-lm",
                    "-o", str(library)], check=True)
    found = ctypes.CDLL(str(library)).ck_overlay
    found.restype, found.argtypes = ctypes.c_float, [ctypes.c_char_p, ctypes.c_char_p]
    return found


@functools.lru_cache(maxsize=None)
def sketch(path):
    with Image.open(path) as picture:
        return numpy.asarray(picture.convert("L").resize((SIDE, SIDE), Image.BILINEAR), dtype=numpy.uint8).tobytes()


def pairs(out, count):
    """The kind of each pair, and the two."""
    dice = random.Random(9)
    with open(out / "articles.csv", newline="") as file:
        rows = {row["article_id"]: row for row in csv.DictReader(file)}
    with open(out / "planted.csv", newline="") as file:
        planted = list(csv.DictReader(file))[:count]
    named, like = collections.defaultdict(list), collections.defaultdict(list)

    def kind(row):
        return row["product_type_name"], row["colour_group_name"]

    for name, row in rows.items():
        if not is_planted(name) and place(out, name).exists():
            named[row["prod_name"]].append(name)
            like[kind(row)].append(name)
    for row in planted:
        article = rows[row["a"]]
        yield row["how"], row["a"], row["b"]
        others = [("same name", name) for name in named[article["prod_name"]] if name != row["a"]][:6]
        group = [name for name in like[kind(article)] if name != row["a"]]
        others += [("same type and colour", name) for name in dice.sample(group, min(4, len(group)))]
        yield from ((how, name, row["b"]) for how, name in others)


def main(out, count):
    scores = collections.defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor() as pool:
        overlay = kernel(folder)
        found = list(pairs(out, count))
        values = pool.map(lambda pair: overlay(sketch(place(out, pair[1])), sketch(place(out, pair[2]))), found)
        for (how, _, _), value in zip(found, values):
            scores[how].append(value)
    print("pictures | pairs | share at or above " + " | ".join(f"{threshold}" for threshold in THRESHOLDS))
    for how, values in sorted(scores.items()):
        shares = [numpy.mean(numpy.array(values) >= threshold) for threshold in THRESHOLDS]
        print(f"{how} | {len(values)} | " + " | ".join(f"{share:.3f}" for share in shares))


if __name__ == "__main__":
    match sys.argv[1:]:
        case [out]:
            main(pathlib.Path(out), 1120)
        case [out, count]:
            main(pathlib.Path(out), int(count))
        case _:
            sys.exit(__doc__)
