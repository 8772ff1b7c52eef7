#!/usr/bin/env python3
"""Re-listings planted among real articles, and how many of them an audit found. Needs Pillow and numpy.

    planted.py plant HM OUT [COUNT]         HM is the folder of the H&M files (articles.csv, images); OUT gets its articles
                                            and COUNT (2,000) re-listings more, with changed pictures and words, and
                                            planted.csv: a, b, how
    planted.py score OUT AUDIT              the pairs.csv of an audit held against planted.csv
    planted.py label OUT AUDIT FILE         adds to FILE the labels of every second re-listing: what it was taken from, the wrong
                                            pairs of that audit that it is in, and three articles, drawn
    planted.py rest OUT AUDIT               as `score`, of the re-listings that `label` leaves out
    planted.py hash OUT                     the same of a tool that has perceptual hashes alone: pairs whose difference
                                            hashes (64 bits, Krawetz 2013) differ in ten bits or fewer, as imagededup's
                                            do without being told otherwise

A picture is changed in one of seven ways: cut by 5 to 15 % of each side, padded, turned over, its colours shifted, a
watermark laid over it, saved anew as JPEG of quality 40, or three of these together. The words are put in another order,
one is left out or written otherwise, others are added; half of the descriptions go. What is found among the articles
themselves counts neither way: some were listed twice before. Where another article has the very picture file of the one that
was listed again, the precision is told with and without the pairs of the re-listing and that other.
"""
import collections
import csv
import hashlib
import pathlib
import random
import shutil
import sys

import numpy
from PIL import Image, ImageDraw, ImageEnhance, ImageOps

SEED = 7
OTHERWISE = {"dress": "gown", "trousers": "pants", "jumper": "sweater", "sweater": "pullover", "tee": "t-shirt",
             "t-shirt": "tee", "top": "shirt", "shorts": "short pants", "hoodie": "hooded sweater", "tights": "hose",
             "jacket": "coat", "slim": "slim fit", "bra": "brassiere", "ls": "long sleeve", "ss": "short sleeve"}
ADDED = ["new", "original", "sale", "fashion", "free shipping", "2020", "trend", "best price", "hot"]


def cut(picture, dice):
    width, height = picture.size
    sides = [dice.uniform(.05, .15) for _ in range(4)]
    return picture.crop((round(sides[0] * width), round(sides[1] * height), round((1 - sides[2]) * width),
                         round((1 - sides[3]) * height))).resize(picture.size, Image.BICUBIC)


def padded(picture, dice):
    share = dice.uniform(.05, .2)
    border = (round(share * picture.width), round(share * picture.height))
    return ImageOps.expand(picture, border, fill=dice.choice(["white", "black", "#eeeeee"]))


def flipped(picture, _):
    return ImageOps.mirror(picture)


def coloured(picture, dice):
    for change in (ImageEnhance.Color, ImageEnhance.Brightness, ImageEnhance.Contrast):
        picture = change(picture).enhance(dice.uniform(.75, 1.3))
    return picture


def marked(picture, dice):
    layer = Image.new("RGBA", picture.size)
    ImageDraw.Draw(layer).text((dice.randint(2, picture.width // 3), dice.randint(picture.height // 3, picture.height - 30)),
                               dice.choice(["SHOP24", "BEST BUY", "www.sale"]), fill=(255, 255, 255, 170),
                               font_size=max(14, picture.width // 6), stroke_width=1, stroke_fill=(0, 0, 0, 120))
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def again(picture, _):
    return picture


CHANGES = {"cut": cut, "padded": padded, "flipped": flipped, "coloured": coloured, "marked": marked, "jpeg 40": again}


def changed(picture, how, dice):
    names = dice.sample(list(CHANGES), 3) if how == "three" else [how]
    for name in names:
        picture = CHANGES[name](picture, dice)
    return picture, 40 if "jpeg 40" in names else dice.randint(70, 92)


def rewritten(title, dice):
    words = title.split()
    if len(words) > 2 and dice.random() < .5:
        words.pop(dice.randrange(len(words)))
    words = [OTHERWISE.get(word.lower(), word) if dice.random() < .5 else word for word in words]
    if dice.random() < .5:
        dice.shuffle(words)
    words += dice.sample(ADDED, dice.randint(0, 2))
    title = " ".join(words)
    return dice.choice([title, title.lower(), title.upper()])


def place(folder, article):
    return folder / "images" / article[:3] / f"{article}.jpg"


def plant(source, out, count):
    dice = random.Random(SEED)
    with open(source / "articles.csv", newline="") as file:
        reader = csv.DictReader(file)
        header, articles = reader.fieldnames, list(reader)
    # Copies: an import does not follow links out of the folder of its pictures.
    shutil.copytree(source / "images", out / "images", dirs_exist_ok=True)
    have = [row for row in articles if place(source, row["article_id"]).exists()]
    planted, truth = [], []
    (out / "images" / "999").mkdir(exist_ok=True)
    kinds = [*CHANGES, "three"]
    for number, row in enumerate(dice.sample(have, count)):
        how = kinds[number % len(kinds)]
        article = f"999{number:07d}"
        with Image.open(place(source, row["article_id"])) as picture:
            picture, quality = changed(picture.convert("RGB"), how, dice)
        picture.save(place(out, article), quality=quality)
        copy = dict(row, article_id=article, prod_name=rewritten(row["prod_name"], dice))
        if dice.random() < .5:
            copy["detail_desc"] = ""
        planted.append(copy)
        truth.append((row["article_id"], article, how))
    with open(out / "articles.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(articles + planted)
    with open(out / "planted.csv", "w", newline="") as file:
        csv.writer(file).writerows([("a", "b", "how"), *truth])
    print(f"{len(articles)} articles and {len(planted)} re-listings")


def is_planted(name):
    return name.startswith("999")


def twins(out, truth):
    """The pairs of a re-listing and an article that has the same picture file as the one that was listed again."""
    digests = collections.defaultdict(list)
    names = {}
    for path in (out / "images").glob("*/*.jpg"):
        names[path.stem] = hashlib.sha256(path.read_bytes()).digest()
        digests[names[path.stem]].append(path.stem)
    pairs = set()
    for pair in truth:
        (copy,), (article,) = filter(is_planted, pair), (name for name in pair if not is_planted(name))
        pairs |= {frozenset((copy, other)) for other in digests[names[article]] if other != article}
    return pairs


def truth(out):
    with open(out / "planted.csv", newline="") as file:
        return list(csv.DictReader(file))


def label(out, found, target):
    dice = random.Random(3)
    planted = truth(out)
    labelled = {row["b"] for row in planted[::2]}
    right = {frozenset((row["a"], row["b"])) for row in planted}
    labels = {}
    if target.exists():
        with open(target, newline="") as file:
            labels = {frozenset((row["a"], row["b"])): row["label"] for row in csv.DictReader(file)}
    with open(out / "articles.csv", newline="") as file:
        articles = [row["article_id"] for row in csv.DictReader(file) if not is_planted(row["article_id"])]
    for row in planted[::2]:
        labels[frozenset((row["a"], row["b"]))] = 1
        for other in dice.sample(articles, 3):
            labels.setdefault(frozenset((other, row["b"])), int(other == row["a"]))
    for pair in found - right:
        if all(name in labelled for name in pair if is_planted(name)) and any(map(is_planted, pair)):
            labels.setdefault(pair, 0)
    with open(target, "w", newline="") as file:
        csv.writer(file).writerows([("a", "b", "label"), *((*sorted(pair), label) for pair, label in labels.items())])
    print(f"{len(labels)} labels")


def told(out, found, planted):
    """Precision over pairs that touch one of these re-listings, and the recall of each kind."""
    how = {frozenset((row["a"], row["b"])): row["how"] for row in planted}
    copies = {row["b"] for row in planted}
    touching = {pair for pair in found if pair & copies}
    right = touching & how.keys()
    print(f"pairs that touch a re-listing: {len(touching)}, right {len(right)}, "
          f"precision {len(right) / max(1, len(touching)):.4f}, recall {len(right) / len(how):.3f}")
    plain = touching - twins(out, how)
    print(f"without twins of the articles: {len(plain)}, right {len(right)}, precision {len(right) / max(1, len(plain)):.4f}")
    each, hit = collections.Counter(how.values()), collections.Counter(how[pair] for pair in right)
    for kind in each:
        print(f"  {kind}: recall {hit[kind] / each[kind]:.3f} of {each[kind]}")


def audited(folder):
    with open(folder / "pairs.csv", newline="") as file:
        return {frozenset((row["a"], row["b"])) for row in csv.DictReader(file)}


def difference_hash(path):
    with Image.open(path) as picture:
        grey = numpy.asarray(picture.convert("L").resize((9, 8), Image.LANCZOS), dtype=numpy.int16)
    return numpy.packbits(grey[:, 1:] > grey[:, :-1]).view(numpy.uint64)[0]


def hashed(out):
    with open(out / "articles.csv", newline="") as file:
        names = [row["article_id"] for row in csv.DictReader(file)]
    names = [name for name in names if place(out, name).exists()]
    hashes = numpy.array([difference_hash(place(out, name)) for name in names])
    found = set()
    for at, name in enumerate(names):
        if is_planted(name):
            near = numpy.flatnonzero(numpy.bitwise_count(hashes ^ hashes[at]) <= 10)
            found |= {frozenset((name, names[other])) for other in near if other != at}
    return found


def main():
    arguments = sys.argv[1:]
    folders = [pathlib.Path(name) for name in arguments[1:3]]
    if len(arguments) in (3, 4) and arguments[0] == "plant":
        plant(*folders, int(arguments[3]) if len(arguments) == 4 else 2000)
    elif len(arguments) == 3 and arguments[0] == "score":
        told(folders[0], audited(folders[1]), truth(folders[0]))
    elif len(arguments) == 3 and arguments[0] == "rest":
        told(folders[0], audited(folders[1]), truth(folders[0])[1::2])
    elif len(arguments) == 4 and arguments[0] == "label":
        label(folders[0], audited(folders[1]), pathlib.Path(arguments[3]))
    elif len(arguments) == 2 and arguments[0] == "hash":
        told(folders[0], hashed(folders[0]), truth(folders[0]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
