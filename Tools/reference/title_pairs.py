#!/usr/bin/env python3
"""Labelled title pairs as files that `samestyle` reads: products, click sessions of the training pairs, labelled pairs.

    title_pairs.py FOLDER OUT     FOLDER has train.txt.medium, valid.txt.medium and test.txt: left TAB right TAB 0 or
                                  1, each side "COL title VAL ..." (the form of the WDC product corpus as Ditto keeps it)

A title is a product; its number is its id. Every matching pair of the training part is a session in which somebody
looked at one and then at the other: simulated clicks over real labels. Nothing of the test part is among them.
labels.csv holds the pairs of the training and the validation part, pairs.csv those of the test.
"""
import csv
import pathlib
import sys


def title(side):
    text = side.split("VAL", 1)[1]
    for mark in ("@en-US", "@en-GB", "@en-gb", "@en-us", "@en-es", "@en"):
        text = text.replace(mark, " ")
    return " ".join(text.replace('"', " ").split())


def pairs(path):
    for line in filter(None, path.read_text().split("\n")):
        left, right, label = line.split("\t")
        yield title(left), title(right), int(label)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, out = map(pathlib.Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    numbers = {}
    training = list(pairs(source / "train.txt.medium"))
    valid = list(pairs(source / "valid.txt.medium"))
    test = list(pairs(source / "test.txt"))
    for left, right, _ in training + test + valid:
        for name in (left, right):
            numbers.setdefault(name, f"p{len(numbers)}")

    def write(name, header, rows):
        with open(out / name, "w", newline="") as file:
            csv.writer(file).writerows([header, *rows])

    write("products.csv", ["id", "title"], [(number, name) for name, number in numbers.items()])
    # Others of the same left title are shown and not clicked on; here only what was clicked on is known.
    write("clicks.csv", ["session", "query", "product", "event", "time"],
          [(f"s{at}", left, numbers[name], "click", 60 * at + second)
           for at, (left, right, label) in enumerate(training) if label
           for second, name in enumerate((left, right))])

    def labelled(part):
        # A title with itself asks nothing; a pair that stands there twice counts once, and one of two labels not at all.
        seen = {}
        for a, b, label in part:
            seen.setdefault((numbers[a], numbers[b]), set()).add(label)
        return [(a, b, *labels) for (a, b), labels in seen.items() if a != b and len(labels) == 1]

    known, asked = labelled(training + valid), labelled(test)
    write("labels.csv", ["trigger", "offer", "label"], known)
    write("pairs.csv", ["trigger", "offer", "label"], asked)
    print(f"{len(numbers)} titles, {sum(label for *_, label in training)} sessions, {len(known)} labelled pairs, "
          f"{len(asked)} test pairs, {sum(label for *_, label in asked)} of them match")


if __name__ == "__main__":
    main()
