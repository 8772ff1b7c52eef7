"""Writes the golden tokens of Tests/TokensTests/Golden.

Run:  python3 -m venv venv && venv/bin/pip install tokenizers && venv/bin/python Tools/reference/tokens.py
The reference is Hugging Face's BERT tokenizer (uncased). A small vocabulary over the characters of the texts is kept
beside what it makes of them: a JSON line per text, {"text", "ids"}.
"""
import json
import pathlib
import random

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

OUT = pathlib.Path(__file__).parents[2] / "Tests/TokensTests/Golden"

TEXTS = [
    "", " ", "red mug", "Red   MUG!", "T-shirt, size XL (100% cotton)", "M4x20 screw DIN 912 A2-70", "4.7k\u03a9 \u00b15% 0805",
    "caf\u00e9 cr\u00e8me br\u00fbl\u00e9e", "cafe\u0301", "\u00c5ngstr\u00f6m \u00fcber \u00df stra\u00dfe", "\u0130stanbul \u0131\u015f\u0131k",
    "\u039f\u03b4\u03c5\u03c3\u03c3\u03b5\u03cd\u03c2 \u03a3\u03a3", "\u041c\u043e\u0441\u043a\u0432\u0430 \u0451\u043b\u043a\u0430 \u0439", "\u4e2d\u6587\u5546\u54c1 \u7ea2\u8272 \u676f\u5b50", "\u65e5\u672c\u8a9e\u306e\u30c6\u30b9\u30c8 \u30ab\u30bf\u30ab\u30ca \u304c\u304e", "\ud55c\uad6d\uc5b4 \uc0c1\ud488",
    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645 \u064e\u064f", "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd", "\u0939\u093f\u0928\u094d\u0926\u0940 \u0909\u0924\u094d\u092a\u093e\u0926", "\u0e44\u0e17\u0e22 \u0e2a\u0e34\u0e19\u0e04\u0e49\u0e32", "Ti\u1ebfng Vi\u1ec7t s\u1ea3n ph\u1ea9m",
    "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f\U0001f44d\U0001f3fd", "a\u00a0b\u2003c\u3000d\u200be\u2028f\u2029g", "tab\tnew\nline\rret", "\u0000nul\u0007bell\ufffdrep\u00adsoft",
    "\u201cquotes\u201d \u2018single\u2019 \u00abguillemets\u00bb \u2014 \u2013 \u2026 \u00b7", "a_b-c/d\\e|f~g`h^i", "$9.99 \u20ac5 \u00a33 \u00a54 +1 =2 <3>", "x" * 100, "x" * 101, "unknown\u2603snowman",
    "\ufb01ne \ufb02ow \u2460 \u00bd \u00b2 \u2122", "\u1e9e \u0149 \u01f0", "AT&T R&D C++ C# F#", "[CLS] [SEP] [MASK] [PAD]", "e\u0301\u0302\u0303", "\u02bbOkina \u2019s", "\U00020000\U0002a6d6 \u3400", "1,234,567.89", "WiFi6E USB-C 3.2 Gen2x2",
]


def more(count):
    """Words of many alphabets, mixed at random, odd spaces and marks between."""
    random.seed(11)
    ranges = [(0x61, 0x7A), (0x41, 0x5A), (0x30, 0x39), (0xC0, 0x17F), (0x391, 0x3C9), (0x410, 0x44F), (0x5D0, 0x5EA),
              (0x621, 0x64A), (0x904, 0x939), (0xE01, 0xE2E), (0x3041, 0x30F6), (0x4E00, 0x4E40), (0xAC00, 0xAC40),
              (0x1E00, 0x1EFF), (0x300, 0x320), (0x2000, 0x206F), (0x1F600, 0x1F640), (0x21, 0x2F)]
    for _ in range(count):
        words = []
        for _ in range(random.randint(1, 5)):
            low, high = random.choice(ranges)
            words.append("".join(chr(random.randint(low, high)) for _ in range(random.randint(1, 7))))
        yield random.choice([" ", "  ", "\u00a0", "-", ""]).join(words)


texts = TEXTS + list(more(260))
special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
normalizer = normalizers.BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=True, lowercase=True)
splitter = pre_tokenizers.BertPreTokenizer()
words = [word for text in texts for word, _ in splitter.pre_tokenize_str(normalizer.normalize_str(text))]
pieces = {}
for at, word in enumerate(words):
    # Most characters are known, some only at the start or within, and some words' first three letters as one piece.
    for place, character in enumerate(word):
        if hash(ord(character)) % 13:
            pieces.setdefault(("##" if place else "") + character)
    if at % 3 == 0 and len(word) > 3:
        pieces.setdefault(word[:3])
        pieces.setdefault("##" + word[-2:])
vocabulary = special + [piece for piece in pieces if piece not in special]
OUT.mkdir(parents=True, exist_ok=True)
(OUT / "vocabulary.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
ids = {piece: at for at, piece in enumerate(vocabulary)}
tokenizer = Tokenizer(models.WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=100))
tokenizer.normalizer = normalizer
tokenizer.pre_tokenizer = splitter
tokenizer.post_processor = processors.BertProcessing(("[SEP]", ids["[SEP]"]), ("[CLS]", ids["[CLS]"]))
tokenizer.enable_truncation(64)
with open(OUT / "texts.jsonl", "w", encoding="utf-8") as out:
    for text in texts:
        out.write(json.dumps({"text": text, "ids": tokenizer.encode(text).ids}, separators=(",", ":")) + "\n")
