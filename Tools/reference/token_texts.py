"""The texts that tokens.py has tokenized: chosen ones, and any number drawn by a seed over many scripts."""
import random
import sys
import unicodedata

CHOSEN = [
    "<|endoftext|>", "red <|endoftext|> mug", "<|STARTOFTEXT|> a", "<|startoftext|><|endoftext|>", "</s>", "a</s> b", "<unk> <pad> x<unk>y",
    "it's they're I'VE he'd we'll i'm don't 'tis rock'n'roll 's", "O'Neill's 'S 'Re", "women''s", "a'b'c", "!'s ?'re",
    "HELLO World 123 4567 \u0664\u0665 \u2163 \u00bc", "x2 4k 1080p 3.5mm 10\u00d715cm", "a  b\t\tc\n\nd\r\ne\u2028f\u0085g\u000bh\u001ci", "   lead", "trail   ", "\u3000\u3000wide\u3000",
    "\u00a0\u00a0", "\u200b\u200c\u200d\ufeff", "\u2581under\u2581score \u2581\u2581 \u2581", "_snake_case_ __init__", "e\u0301 E\u0301 \u00e9 \u00c9 o\u0308\u0304", "\u1100\u1161\u11a8 \uac01", "\u0958 \u0915\u093c \u0929",
    "\u212b \u2126 \u212a", "\ufb03 \ufb01 \u017f\u0323\u0307", "\uff21\uff22\uff23 \uff11\uff12 \uff76\uff9e \uff71", "\u3392 \u33a1 \u2460 \u2168 \u337f", "\u0130 I \u0131 \u1e9e \u01c4 \u01c5 \u0149", "\u03a3\u03a3 \u039f\u03a3 \u03a3 \u03b1\u03a3.",
    "\U0001f1e9\U0001f1ea\U0001f1fa\U0001f1f8\U0001f1eb", "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f3f3\ufe0f\u200d\U0001f308", "\U0001f44b\U0001f3fb\U0001f44b\U0001f3ff 1\ufe0f\u20e3 \u2764\ufe0f\u2764", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "\u0915\u094d\u0937\u0947\u0924\u094d\u0930 \u0930\u094d\u0915", "\u0ba8\u0bbf \u0b95\u0bcd\u0bb7", "\u0e01\u0e33 \u0e19\u0e49\u0e33", "\u0f00\u0f71\u0f72", "\u1019\u103c\u1014\u103a", "\u0644\u0627 \ufefb \ufdfa \ufdfd", "\u05d0\u05b8 \ufb2e",
    "\u0000\u0001\u0002", "a\u0000b", "\u007f\u0080\u009f", "\ufffd\ufffe\uffff", "\ue000\uf8ff", "\U0010ffff\U000f0000", "\u0378\u0530", "\u180e \u2060 \u00ad", "a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308z",
    "\U0001d400\U0001d41a\U0001d7ce \U0001f130", "\U00010400\U00010428 \U0001e900\U0001e922", "\u2c00\u2c30 \ua640 \u10a0\u2d00 \u13a0\uab70", "\u4e00\u4e8c\u4e09\u3400\U00020000\uf900", "\u2f00\u2f08 \u2ff0", "\u3131\u1175 \ud7b0",
    "<p>&amp;&lt;b&gt; &#39;</p>", "https://example.com/a?b=c&d=%20#x", "user@mail.example +49 (0)30 123-456", "[MASK][SEP] [CLS]x", "{}[]()<>|\\/~`^*&%$#@!?.,;:'\"-_=+", "---- ==== **** ....", "C:\\dir\\file.txt",
    "z" * 300, "ab" * 120, "\u00e9" * 90, "\u4e2d" * 90, "9" * 90, "!" * 200, " " * 200, "\U0001f600" * 60, "Donaudampfschiff" * 12, "a " * 100, "\u0301" * 40, "\u2581" * 30, "\r\n" * 20,
]

BLOCKS = [
    (0x61, 0x7A), (0x61, 0x7A), (0x61, 0x7A), (0x41, 0x5A), (0x30, 0x39), (0x20, 0x7E), (0x80, 0xFF), (0x100, 0x24F), (0x250, 0x2FF),
    (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x531, 0x58A), (0x591, 0x5F4), (0x600, 0x6FF), (0x700, 0x74F), (0x780, 0x7B1),
    (0x900, 0x97F), (0x980, 0x9FE), (0xA00, 0xA76), (0xA80, 0xAFF), (0xB00, 0xB77), (0xB80, 0xBFA), (0xC00, 0xC7F), (0xC80, 0xCF2),
    (0xD00, 0xD7F), (0xD80, 0xDF4), (0xE01, 0xE5B), (0xE81, 0xEDF), (0xF00, 0xFDA), (0x1000, 0x109F), (0x10A0, 0x10FF), (0x1100, 0x11FF),
    (0x1200, 0x137F), (0x13A0, 0x13FD), (0x1400, 0x147F), (0x1780, 0x17F9), (0x1800, 0x18AA), (0x1E00, 0x1FFE), (0x2000, 0x206F),
    (0x2070, 0x20BF), (0x2100, 0x218B), (0x2190, 0x23FF), (0x2460, 0x24FF), (0x2500, 0x27BF), (0x2C00, 0x2DFF), (0x3000, 0x30FF),
    (0x3105, 0x318E), (0x3200, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA48C), (0xA640, 0xA7FF), (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF), (0xFB00, 0xFDFF), (0xFE00, 0xFE6F), (0xFE70, 0xFEFC), (0xFF01, 0xFFEE), (0x10000, 0x100FA), (0x10330, 0x1034A),
    (0x10400, 0x1044F), (0x11000, 0x1107F), (0x1D400, 0x1D7FF), (0x1F100, 0x1F1FF), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF),
    (0x20000, 0x200FF), (0x2F800, 0x2FA1D),
]
SPACES = [" ", " ", " ", " ", "  ", "   ", "\t", "\n", "\r\n", "\u00a0", "\u2003", "\u3000", "\u2028", "\u200b", "\u0085", "-", "", "/", ", ", "'", "\u2581"]
EMOJI = ["\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f3f3\ufe0f\u200d\U0001f308", "\U0001f1eb\U0001f1f7", "\U0001f1ef\U0001f1f5", "\U0001f44d\U0001f3fd", "\u2764\ufe0f", "#\ufe0f\u20e3",
         "\U0001f9d1\U0001f3fb\u200d\U0001f4bb", "\u26bd", "\U0001f600", "\U0001f1e6"]
WORDS = """red blue green mug cup shirt t-shirt cotton linen dress shoes women's men's kids' size XL 42 100% leather bag wallet with and
for the of in new vintage retro lamp chair oak steel stainless 12V USB-C wifi 4K pack set premium waterproof ladies' don't it's 3-in-1
Gr\u00f6\u00dfe Stra\u00dfe caf\u00e9 fa\u00e7ade ni\u00f1o \u0447\u0430\u0448\u043a\u0430 \u043a\u0440\u0430\u0441\u043d\u0430\u044f \u039a\u03cc\u03ba\u03ba\u03b9\u03bd\u03bf\u03c2 \u7ea2\u8272 \u676f\u5b50 \u30de\u30b0\u30ab\u30c3\u30d7 \ube68\uac04 \ucef5 \u0643\u0648\u0628 \u05db\u05d5\u05e1 \u0932\u093e\u0932 \u0e41\u0e01\u0e49\u0e27""".split()
SPECIAL = ["<|endoftext|>", "<|startoftext|>", "</s>", "<unk>", "<pad>", "[SEP]", "[CLS]", "[MASK]", "[UNK]", "<eos>", "<bos>"]


def assigned(draw, low, high):
    while True:
        character = chr(draw.randint(low, high))
        if unicodedata.category(character) not in ("Cn", "Cs"):
            return character


def part(draw):
    kind = draw.random()
    if kind < 0.35:
        word = draw.choice(WORDS)
        return draw.choice([str, str, str.upper, str.title])(word)
    if kind < 0.75:
        low, high = draw.choice(BLOCKS)
        return "".join(assigned(draw, low, high) for _ in range(draw.randint(1, 8)))
    if kind < 0.82:
        return draw.choice(EMOJI)
    if kind < 0.87:
        return draw.choice(["%d", "%d.99", "%dx%d", "%d,%03d", "$%d", "%d%%", "#%d"]).replace("%d", str(draw.randint(0, 99999))).replace("%03d", "000").replace("%%", "%")
    if kind < 0.90:
        base = assigned(draw, *draw.choice(BLOCKS[:8]))
        return base + "".join(chr(draw.randint(0x300, 0x36F)) for _ in range(draw.randint(1, 4)))
    if kind < 0.92:
        return "".join(chr(draw.randint(0, 0x1F)) for _ in range(draw.randint(1, 3)))
    if kind < 0.94:
        return draw.choice(SPECIAL)
    if kind < 0.96:
        return "".join(draw.choice("!?.,;:'\"-_()[]{}<>|/\\@#$%^&*~`+=") for _ in range(draw.randint(1, 6)))
    if kind < 0.97:
        return assigned(draw, *draw.choice(BLOCKS)) * draw.randint(20, 150)
    return "".join(assigned(draw, 0, sys.maxunicode) for _ in range(draw.randint(1, 4)))


def drawn(count, seed):
    draw = random.Random(seed)
    for _ in range(count):
        text = draw.choice(["", "", "", "", " ", "  "])
        for _ in range(draw.randint(1, draw.choice([3, 6, 12, 40]))):
            text += part(draw) + draw.choice(SPACES)
        yield text if draw.random() < 0.3 else text.strip()
