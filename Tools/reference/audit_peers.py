#!/usr/bin/env python3
"""Duplicate finders that people use, on the same pictures as `samestyle audit`: seconds and F1.

    audit_peers.py plant ARTICLES.csv IMAGES OUT [COUNT]   re-lists COUNT (2,000) articles, drawn by the seed 1, among all
    audit_peers.py run OUT [CLUSTERS.jsonl SECONDS]        the peers, and an audit's clusters with the seconds it took

ARTICLES has article_id, prod_name, detail_desc; a picture lies at IMAGES/<first 3 digits>/<article_id>.jpg. OUT gets
products.csv (id,title,description,seller,image), truth.csv (id,original) and pictures/. A re-listing has one of: a crop of
5 to 15 %, a border, a mirror, other colours, a text across, JPEG at 40; and the words of its title in another order with
some left out.

Peers: imagededup's PHash; 64-bit hashes in faiss's binary index; pictures of 16 x 16 pixels about their mean in faiss's
flat index. Each gets the threshold that is best on this very truth, which is kinder than life. Pairs of which neither side
was planted are not counted: whether they are duplicates is not known. Peers compare pictures alone.
Needs numpy pillow imagehash faiss-cpu, and imagededup for the first: each from PyPI.
"""
import collections
import csv
import itertools
import json
import pathlib
import random
import sys
import time


def plant(articles, images, out, count):
    from PIL import Image, ImageDraw, ImageEnhance, ImageOps

    dice = random.Random(1)
    with open(articles, newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if picture(images, row["article_id"]).exists()]
    (out / "pictures").mkdir(parents=True, exist_ok=True)
    products, truth = [], []
    for row in rows:
        number = row["article_id"]
        products.append([number, row["prod_name"], row["detail_desc"], f"s{dice.randrange(40)}", picture(images, number)])
        truth.append([number, number])
    for at, row in enumerate(dice.sample(rows, count)):
        with Image.open(picture(images, row["article_id"])) as opened:
            one = opened.convert("RGB")
        width, height = one.size
        kind, quality = at % 6, 85
        if kind == 0:
            cut = dice.uniform(0.05, 0.15)
            x, y = int(width * cut * dice.random()), int(height * cut * dice.random())
            one = one.crop((x, y, x + int(width * (1 - cut)), y + int(height * (1 - cut))))
        elif kind == 1:
            one = ImageOps.expand(one, border=int(width * dice.uniform(0.05, 0.15)), fill="white")
        elif kind == 2:
            one = ImageOps.mirror(one)
        elif kind == 3:
            one = ImageEnhance.Color(ImageEnhance.Brightness(one).enhance(dice.uniform(0.8, 1.2))).enhance(dice.uniform(0.5, 1.5))
        elif kind == 4:
            ImageDraw.Draw(one).text((width // 6, height // 2), "SHOP 4 YOU", fill=(200, 30, 30), font_size=width // 7)
        else:
            quality = 40
        name = f"r{at:04}"
        path = out / "pictures" / f"{name}.jpg"
        one.save(path, quality=quality)
        words = row["prod_name"].split()
        dice.shuffle(words)
        title = " ".join(words[: max(1, len(words) - dice.randrange(2))])
        products.append([name, title, row["detail_desc"], f"s{dice.randrange(40)}", path])
        truth.append([name, row["article_id"]])
    for file, header, lines in [
        ("products.csv", ["id", "title", "description", "seller", "image"], products), ("truth.csv", ["id", "original"], truth)]:
        with open(out / file, "w", newline="", encoding="utf-8") as opened:
            csv.writer(opened).writerows([header] + lines)
    print(f"{len(products)} listings, {count} of them planted")


def picture(images, number):
    return (images / number[:3] / f"{number}.jpg").absolute()


class Truth:
    def __init__(self, out):
        with open(out / "truth.csv", newline="") as file:
            self.original = {row["id"]: row["original"] for row in csv.DictReader(file)}
        groups = collections.Counter(self.original.values())
        self.pairs = sum(size * (size - 1) // 2 for size in groups.values())

    def counts(self, a, b):
        return self.original[a] != a or self.original[b] != b

    def figures(self, pairs):
        """Precision, recall and F1 of pairs of ids."""
        counted = {tuple(sorted(pair)) for pair in pairs if self.counts(*pair)}
        right = sum(self.original[a] == self.original[b] for a, b in counted)
        precision, recall = right / max(1, len(counted)), right / self.pairs
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)

    def best(self, scored):
        """The figures at the score, of (score, a, b), above which F1 is best."""
        once = {}
        for score, a, b in scored:
            key = (a, b) if a < b else (b, a)
            once[key] = max(score, once.get(key, -9))
        counted = sorted(((score, *pair) for pair, score in once.items() if self.counts(*pair)), reverse=True)
        best, right = (0, 0, 0), 0
        for at, (score, a, b) in enumerate(counted):
            right += self.original[a] == self.original[b]
            if at + 1 < len(counted) and counted[at + 1][0] == score:
                continue
            precision, recall = right / (at + 1), right / self.pairs
            best = max(best, (2 * precision * recall / max(1e-9, precision + recall), precision, recall))
        return best[1], best[2], best[0]


def imagededup(paths, ids):
    from imagededup.methods import PHash

    method = PHash(verbose=False)
    codes = {}
    for name, path in zip(ids, paths):
        codes[name] = method.encode_image(image_file=path)
    found = method.find_duplicates(encoding_map=codes, max_distance_threshold=12, scores=True)
    return [(-distance, a, b) for a, near in found.items() for b, distance in near]


def hashes(paths, ids):
    import faiss
    import imagehash
    import numpy as np
    from PIL import Image

    codes = np.stack([np.packbits(imagehash.phash(Image.open(path)).hash.ravel()) for path in paths])
    index = faiss.IndexBinaryFlat(64)
    index.add(codes)
    distances, rows = index.search(codes, 21)
    return [(-int(d), ids[a], ids[b]) for a in range(len(ids)) for d, b in zip(distances[a], rows[a]) if a != b]


def pixels(paths, ids):
    import faiss
    import numpy as np
    from PIL import Image

    vectors = np.stack([np.asarray(Image.open(path).convert("RGB").resize((16, 16)), dtype=np.float32).ravel() for path in paths])
    vectors -= vectors.mean(axis=1, keepdims=True)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    scores, rows = index.search(vectors, 21)
    return [(float(s), ids[a], ids[b]) for a in range(len(ids)) for s, b in zip(scores[a], rows[a]) if a != b]


def run(out, clusters, seconds):
    truth = Truth(out)
    with open(out / "products.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    ids, paths = [row["id"] for row in rows], [row["image"] for row in rows]
    print("| finder | seconds | precision | recall | F1 |\n|---|---|---|---|---|")

    def tell(name, took, figures):
        print(f"| {name} | {took:.1f} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |", flush=True)

    if clusters:
        with open(clusters, encoding="utf-8") as file:
            members = [[one["id"] for one in json.loads(line)["members"]] for line in file]
        pairs = itertools.chain.from_iterable(itertools.combinations(cluster, 2) for cluster in members)
        tell("samestyle audit", seconds, truth.figures(pairs))
    for name, find in [("imagededup PHash", imagededup), ("pHash in faiss", hashes), ("16 x 16 pixels in faiss", pixels)]:
        try:
            began = time.monotonic()
            found = find(paths, ids)
            took = time.monotonic() - began
        except ImportError as missing:
            print(f"| {name} | not installed: {missing} | | | |")
            continue
        tell(name, took, truth.best(found))


def main():
    given = sys.argv[1:]
    if len(given) in (4, 5) and given[0] == "plant":
        plant(*map(pathlib.Path, given[1:4]), int(given[4]) if len(given) == 5 else 2000)
    elif len(given) in (2, 4) and given[0] == "run":
        run(pathlib.Path(given[1]), given[2] if len(given) == 4 else None, float(given[3]) if len(given) == 4 else 0)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
