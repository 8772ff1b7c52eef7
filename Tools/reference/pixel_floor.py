"""How well bare pixels find the same style: the floor that a trained model must be above.

Ranks the H&M articles of the test part (the tenth of the styles that `samestyle evaluate` reports, by the same hash of
the style label) by the cosine of their pixels, each picture's own mean taken away (without that the floor is lower by
a third), and prints R@1 and R@10 as the grid's cell i-i has them.

    python3 -m venv scratch && scratch/bin/pip install numpy pillow
    scratch/bin/python Tools/reference/pixel_floor.py PATH/TO/hm_fashion
"""

import csv
import sys
from pathlib import Path

import numpy as np
from PIL import Image


def part(style: str) -> int:
    """Split.swift: FNV-1a with a last mix, modulo ten; 0 is the test part."""
    h = 0xCBF29CE484222325
    for byte in style.encode():
        h = ((h ^ byte) * 0x100000001B3) % 2**64
    return (((h ^ (h >> 32)) * 0x9E3779B97F4A7C15) % 2**64 >> 32) % 10


def recalls(rows: np.ndarray, styles: np.ndarray) -> tuple[int, float, float]:
    rows = rows - rows.mean(axis=1, keepdims=True)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    scores = rows @ rows.T
    np.fill_diagonal(scores, -2)
    same = styles[:, None] == styles[None, :]
    np.fill_diagonal(same, False)
    queries = np.flatnonzero(same.any(axis=1))
    best = np.where(same, scores, -2).max(axis=1)
    # An irrelevant offer of the same score comes first, as in Evaluation.swift.
    before = ((scores >= best[:, None]) & ~same & ~np.eye(len(rows), dtype=bool)).sum(axis=1)[queries]
    return len(queries), float((before < 1).mean()), float((before < 10).mean())


def main() -> None:
    folder = Path(sys.argv[1])
    with open(folder / "articles.csv", newline="") as file:
        articles = [row for row in csv.DictReader(file) if part(row["product_code"]) == 0]
    styles = np.array([row["product_code"] for row in articles])
    pictures = [Image.open(folder / "images" / row["article_id"][:3] / f"{row['article_id']}.jpg") for row in articles]
    for name, mode, size in [("8x12 RGB", "RGB", (8, 12)), ("16x24 grey", "L", (16, 24))]:
        rows = np.stack([
            np.asarray(picture.convert(mode).resize(size, Image.Resampling.BOX), dtype=np.float32).ravel()
            for picture in pictures
        ])
        queries, first, ten = recalls(rows, styles)
        print(f"{name}: i-i R@1 {first:.3f}, R@10 {ten:.3f}; {queries} queries among {len(articles)} articles")


if __name__ == "__main__":
    main()
