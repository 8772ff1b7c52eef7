#!/usr/bin/env python3
"""Candidate pairs between the listings of two shops, labelled by a mapping, as files that `samestyle` reads.

    listing_pairs.py LISTINGS.csv MAPPING.csv OUT     LISTINGS has id,title,description,manufacturer,price,dataset;
                                                      MAPPING two columns of ids that are one product

A mapping says what is one product and not what was mistaken for one. So candidates are drawn by blocking: every listing
of the shop named first stands with the eight listings of the other whose titles share the most with its own, each word
weighed by how rare it is (the square of log(1 + listings/listings with the word), over the lengths of both). Matches
that blocking misses are added, so that no match is lost from the count. The pairs are split by the listing of the
first shop, three fifths for training, a fifth for validation, a fifth for the test, by the seed 1: no listing of the
first shop stands in two parts.
"""
import collections
import csv
import math
import pathlib
import random
import re
import sys

NEAREST = 8
SEED = 1


def words(title):
    return set(re.findall(r"[^\W_]+", title.lower()))


def candidates(ours, theirs, titles):
    seen = collections.Counter(word for title in titles.values() for word in title)
    weight = {word: math.log(1 + len(titles) / count) ** 2 for word, count in seen.items()}
    length = {key: math.sqrt(sum(weight[word] for word in title)) or 1 for key, title in titles.items()}
    holding = collections.defaultdict(list)
    for key in theirs:
        for word in titles[key]:
            holding[word].append(key)
    for key in ours:
        shared = collections.Counter()
        for word in titles[key]:
            for other in holding[word]:
                shared[other] += weight[word] / length[other]
        # Of equal ones the lesser id, so that every run draws the same.
        for other, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:NEAREST]:
            yield key, other


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    listings, mapping, out = map(pathlib.Path, sys.argv[1:4])
    out.mkdir(parents=True, exist_ok=True)
    with open(listings, newline="", encoding="utf-8", errors="replace") as file:
        rows = list(csv.DictReader(file))
    with open(mapping, newline="", encoding="utf-8", errors="replace") as file:
        matches = {tuple(row) for row in list(csv.reader(file))[1:]}
    shops = list(dict.fromkeys(row["dataset"] for row in rows))
    ours, theirs = ([row["id"] for row in rows if row["dataset"] == shop] for shop in shops)
    drawn = dict.fromkeys(candidates(ours, theirs, {row["id"]: words(row["title"]) for row in rows}))
    known = set(ours) | set(theirs)
    missed = sorted(pair for pair in matches if pair not in drawn and known.issuperset(pair))
    drawn.update(dict.fromkeys(missed))

    def write(name, header, lines):
        with open(out / name, "w", newline="") as file:
            csv.writer(file).writerows([header, *lines])

    write("products.csv", ["id", "title", "description", "brand", "price", "seller"],
          [[row[key] for key in ("id", "title", "description", "manufacturer", "price", "dataset")] for row in rows])
    random.Random(SEED).shuffle(ours)
    fifth = len(ours) // 5
    parts = {"train": ours[:-2 * fifth], "valid": ours[-2 * fifth:-fifth], "test": ours[-fifth:]}
    for part, keys in parts.items():
        chosen = set(keys)
        lines = [[a, b, int((a, b) in matches)] for a, b in drawn if a in chosen]
        write(f"{part}.csv", ["trigger", "offer", "label"], lines)
        print(f"{part}: {len(lines)} pairs, {sum(line[2] for line in lines)} of them match")
    print(f"{len(rows)} listings; blocking missed {len(missed)} of {len(matches)} matches, which were added")


if __name__ == "__main__":
    main()
