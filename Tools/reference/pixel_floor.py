"""How well pictures find the same style with little or no learning: the floors that a trained model must be above.

Ranks the H&M articles of the test part (the tenth of the styles that `samestyle evaluate` reports, by the same hash of
the style label) and prints R@1 and R@10 as the grid's cell i-i has them, by the cosine of

- their pixels, each picture's own mean taken away (without that the floor is lower by a third);
- which way their edges run: histograms of oriented gradients as `Tape.orientedGradients` has them;
- given the pairs that a training learnt from (checkpoints/pairs.csv in a model's folder), a linear map of these that is
  fitted to them in closed form: what varies between the products of a pair is scaled down (linear discriminants).

    python3 -m venv scratch && scratch/bin/pip install numpy pillow
    scratch/bin/python Tools/reference/pixel_floor.py PATH/TO/hm_fashion [PATH/TO/pairs.csv]
"""

import csv
import sys
from pathlib import Path

import numpy as np
from PIL import Image


def part(style: str) -> int:
    """Split.swift: FNV-1a with a last mix, modulo ten; 0 is the test part, 1 the validation part."""
    h = 0xCBF29CE484222325
    for byte in style.encode():
        h = ((h ^ byte) * 0x100000001B3) % 2**64
    return (((h ^ (h >> 32)) * 0x9E3779B97F4A7C15) % 2**64 >> 32) % 10


def recalls(rows: np.ndarray, styles: np.ndarray) -> tuple[int, float, float]:
    rows = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)
    scores = rows @ rows.T
    np.fill_diagonal(scores, -2)
    same = styles[:, None] == styles[None, :]
    np.fill_diagonal(same, False)
    queries = np.flatnonzero(same.any(axis=1))
    best = np.where(same, scores, -2).max(axis=1)
    # An irrelevant offer of the same score comes first, as in Evaluation.swift.
    before = ((scores >= best[:, None]) & ~same & ~np.eye(len(rows), dtype=bool)).sum(axis=1)[queries]
    return len(queries), float((before < 1).mean()), float((before < 10).mean())


def oriented_gradients(pictures: np.ndarray, cells: int = 8, directions: int = 16) -> np.ndarray:
    """Pictures (n, side, side, 3) to (n, cells * cells * directions * 3 / 2), each row at mean zero."""
    n, side = pictures.shape[:2]
    padded = np.pad(pictures.astype(np.float32), ((0, 0), (1, 1), (1, 1), (0, 0)), mode="edge")
    dx = padded[:, 1:-1, 2:] - padded[:, 1:-1, :-2]
    dy = padded[:, 2:, 1:-1] - padded[:, :-2, 1:-1]
    steepest = (dx**2 + dy**2).argmax(-1)[..., None]
    dx = np.take_along_axis(dx, steepest, -1)[..., 0]
    dy = np.take_along_axis(dy, steepest, -1)[..., 0]
    turn = np.arctan2(dy, dx) % (2 * np.pi) / (2 * np.pi) * directions
    size = side // cells
    signed = []
    for k in range(directions):
        share = np.clip(1 - np.abs((turn - k + directions / 2) % directions - directions / 2), 0, 1)
        signed.append((share * np.hypot(dx, dy)).reshape(n, cells, size, cells, size).sum((2, 4)))
    unsigned = [signed[k] + signed[k + directions // 2] for k in range(directions // 2)]
    rows = np.sqrt(np.stack(signed + unsigned, -1)).reshape(n, -1)
    return rows - rows.mean(axis=1, keepdims=True)


def discriminants(rows: np.ndarray, pairs: np.ndarray, weights: np.ndarray, into: int = 128) -> np.ndarray:
    """(wide, into): fitted to the pairs, (n, 2) places among the rows."""
    apart = rows[pairs[:, 0]] - rows[pairs[:, 1]]
    within = (apart * weights[:, None]).T @ apart / (2 * weights.sum())
    within += 0.1 * np.trace(within) / len(within) * np.eye(len(within), dtype=np.float32)
    root = np.linalg.inv(np.linalg.cholesky(within))
    learnt = rows[np.unique(pairs)]
    spread = np.cov((learnt - learnt.mean(0)) @ root.T, rowvar=False)
    return root.T @ np.linalg.eigh(spread)[1][:, -into:]


def main() -> None:
    folder = Path(sys.argv[1])
    with open(folder / "articles.csv", newline="") as file:
        articles = list(csv.DictReader(file))
    parts = np.array([part(row["product_code"]) for row in articles])
    styles = np.array([row["product_code"] for row in articles])
    test = np.flatnonzero(parts == 0)
    read = np.arange(len(articles)) if len(sys.argv) > 2 else test

    def pixels(mode: str, size: tuple[int, int]) -> np.ndarray:
        def one(at: int) -> np.ndarray:
            name = articles[at]["article_id"]
            picture = Image.open(folder / "images" / name[:3] / f"{name}.jpg").convert(mode)
            return np.asarray(picture.resize(size, Image.Resampling.BOX), dtype=np.float32)

        return np.stack([one(at) for at in read])

    def report(name: str, rows: np.ndarray) -> None:
        queries, first, ten = recalls(rows, styles[test])
        print(f"{name}: i-i R@1 {first:.3f}, R@10 {ten:.3f}; {queries} queries among {len(test)} articles")

    place = {at: row for row, at in enumerate(read)}
    rows_of_test = [place[at] for at in test]
    for name, mode, size in [("8x12 RGB", "RGB", (8, 12)), ("16x24 grey", "L", (16, 24))]:
        rows = pixels(mode, size).reshape(len(read), -1)[rows_of_test]
        report(name, rows - rows.mean(axis=1, keepdims=True))
    edges = np.concatenate([oriented_gradients(some) for some in np.array_split(pixels("RGB", (64, 64)), 24)])
    edges /= edges.std(axis=1, keepdims=True) + 1e-9
    report("oriented gradients", edges[rows_of_test])
    if len(sys.argv) > 2:
        number = {row["article_id"]: place[at] for at, row in enumerate(articles) if parts[at] > 1}
        with open(sys.argv[2], newline="") as file:
            found = [(row["trigger"], row["offer"], float(row["weight"])) for row in csv.DictReader(file)]
        found = [(number[a], number[b], w) for a, b, w in found if a in number and b in number]
        pairs = np.array([(a, b) for a, b, _ in found])
        # As in the training, whose every product is seen at the same mean.
        centred = edges - edges[sorted(number.values())].mean(0)
        linear = discriminants(centred, pairs, np.array([w for *_, w in found], dtype=np.float32))
        report(f"oriented gradients, linear map fitted to {len(pairs)} pairs", (centred @ linear)[rows_of_test])


if __name__ == "__main__":
    main()
