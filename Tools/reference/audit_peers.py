#!/usr/bin/env python3
"""Duplicate finders that people use, on the same pictures as `samestyle audit`: seconds and F1.

    audit_peers.py OUT [AUDIT SECONDS]    OUT is what planted.py made; AUDIT the folder of an audit's report over the same
                                          listings, and SECONDS what it took, with what it needs and the peers read too

Peers: imagededup's PHash; 64-bit hashes in faiss's binary index; pictures of 16 x 16 pixels about their mean in faiss's
flat index. Each gets the threshold that is best on this very truth, which is kinder than life. Pairs of which neither side
was planted are not counted: whether they are duplicates is not known. Peers compare pictures alone.
Needs numpy pillow imagehash faiss-cpu, and imagededup for the first: each from PyPI.
"""
import csv
import itertools
import json
import pathlib
import sys
import time

import planted


class Truth:
    def __init__(self, out):
        with open(out / "planted.csv", newline="") as file:
            self.pairs = {frozenset((row["a"], row["b"])) for row in csv.DictReader(file)}

    def counts(self, a, b):
        return planted.is_planted(a) or planted.is_planted(b)

    def figures(self, pairs):
        """Precision, recall and F1 of pairs of ids."""
        counted = {frozenset(pair) for pair in pairs if self.counts(*pair)}
        right = len(counted & self.pairs)
        precision, recall = right / max(1, len(counted)), right / len(self.pairs)
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
            right += frozenset((a, b)) in self.pairs
            if at + 1 < len(counted) and counted[at + 1][0] == score:
                continue
            precision, recall = right / (at + 1), right / len(self.pairs)
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


def run(out, audit=None, seconds=0):
    truth = Truth(out)
    with open(out / "articles.csv", newline="", encoding="utf-8") as file:
        ids = [row["article_id"] for row in csv.DictReader(file)]
    ids = [name for name in ids if planted.place(out, name).exists()]
    paths = [str(planted.place(out, name)) for name in ids]
    print(f"{len(ids)} pictures, {len(truth.pairs)} of them planted")
    print("| finder | seconds | precision | recall | F1 |\n|---|---|---|---|---|")

    def tell(name, took, figures):
        print(f"| {name} | {took:.1f} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |", flush=True)

    if audit:
        with open(audit / "clusters.jsonl", encoding="utf-8") as file:
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


if __name__ == "__main__":
    match sys.argv[1:]:
        case [out]:
            run(pathlib.Path(out))
        case [out, audit, seconds]:
            run(pathlib.Path(out), pathlib.Path(audit), float(seconds))
        case _:
            sys.exit(__doc__)
