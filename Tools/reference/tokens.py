"""Writes the golden tokens of Tests/TokensTests/Golden.

Run:  python3 -m venv venv && venv/bin/pip install tokenizers transformers sentencepiece protobuf open_clip_torch
      venv/bin/python Tools/reference/tokens.py
The references are Hugging Face's tokenizers and transformers. For BERT (uncased) a small vocabulary over the characters
of the texts is kept beside what it makes of them: a JSON line per text, {"text", "ids"}. For each other kind (a folder:
CLIP's byte pairs, SigLIP's Unigram pieces, T5's with bytes, Gemma's byte pairs) a small vocabulary is trained on the
texts of token_texts.py, where it is not there already: training breaks ties as it likes. tokens.jsonl has
{"text", "ids": {kind: ids}}.

  tokens.py --check N FOLDER [--bert FOLDER]
writes N texts, drawn by a seed, and what much larger vocabularies make of them: CLIP's own, which open_clip brings,
SentencePiece's whole table of NFKC, and BERT's of the folder that --bert names (all-MiniLM-L6-v2). Then
  SAMESTYLE_TOKENS=FOLDER swift test --filter TokensTests
compares them all.
"""
import argparse
import gzip
import io
import json
import pathlib
import random
import re
import string
import unicodedata

import sentencepiece
import transformers
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from sentencepiece import sentencepiece_model_pb2

import token_texts

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


def wordpiece():
    """BERT's, over the characters of TEXTS and more."""
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
    tokenizer.add_special_tokens(special)
    tokenizer.enable_truncation(64)
    with open(OUT / "texts.jsonl", "w", encoding="utf-8") as out:
        for text in texts:
            out.write(json.dumps({"text": text, "ids": tokenizer.encode(text).ids}, separators=(",", ":")) + "\n")


CLIP_WORDS = r"""'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"""
START, END = "<|startoftext|>", "<|endoftext|>"
LIMITS = {"clip": 77, "siglip": 64, "t5": 64, "gemma": 64, "minilm": 64}


def clip_tokenizer(vocabulary, merges):
    """As openai/clip-vit-base-patch32 has it in its tokenizer.json."""
    tokenizer = Tokenizer(models.BPE(
        vocabulary, merges, unk_token=END, continuing_subword_prefix="", end_of_word_suffix="</w>", fuse_unk=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(CLIP_WORDS), behavior="removed", invert=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def clip(out, texts, size):
    """CLIP's in both forms; `size` None: the vocabulary of open_clip, which is OpenAI's."""
    if not (out / "clip/tokenizer.json").exists():
        write_clip(out, texts, size)
    lines = transformers.CLIPTokenizer.from_pretrained(out / "clip-lines")
    return {"clip": read(out, "clip"), "clip-lines": lines}


def write_clip(out, texts, size):
    if size is None:
        import open_clip.tokenizer
        lines = gzip.open(open_clip.tokenizer.default_bpe()).read().decode("utf-8").split("\n")
        merges = [tuple(line.split()) for line in lines[1:49152 - 256 - 2 + 1]]
        letters = list(open_clip.tokenizer.bytes_to_unicode().values())
        entries = letters + [letter + "</w>" for letter in letters] + ["".join(merge) for merge in merges] + [START, END]
        vocabulary = {entry: at for at, entry in enumerate(entries)}
    else:
        learner = clip_tokenizer({END: 0}, [])
        letters = sorted(pre_tokenizers.ByteLevel.alphabet())
        learner.train_from_iterator(texts, trainers.BpeTrainer(
            vocab_size=size, initial_alphabet=letters, end_of_word_suffix="</w>", show_progress=False))
        model = json.loads(learner.to_str())["model"]
        merges = [tuple(merge) for merge in model["merges"]]
        # Some bytes have no entry that ends a word: those are unknown.
        entries = [entry for entry, _ in sorted(model["vocab"].items(), key=lambda item: item[1]) if entry not in (START, END)]
        vocabulary = {entry: at for at, entry in enumerate(entries + [START, END])}
    tokenizer = clip_tokenizer(vocabulary, merges)
    tokenizer.post_processor = processors.RobertaProcessing((END, vocabulary[END]), (START, vocabulary[START]), trim_offsets=False, add_prefix_space=False)
    tokenizer.add_special_tokens([AddedToken(START, normalized=True), AddedToken(END, normalized=False)])
    (out / "clip").mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(out / "clip/tokenizer.json"), pretty=False)
    (out / "clip/tokenizer_config.json").write_text(json.dumps({"pad_token": END, "tokenizer_class": "CLIPTokenizer"}))
    # The older form, as a folder of its own.
    (out / "clip-lines").mkdir(exist_ok=True)
    (out / "clip-lines/vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    (out / "clip-lines/merges.txt").write_text("#version: 0.2\n" + "".join(" ".join(merge) + "\n" for merge in merges), encoding="utf-8")


def read(out, kind):
    return Tokenizer.from_file(str(out / kind / "tokenizer.json"))


def pieces(texts, size, table, byte_fallback):
    """A SentencePiece Unigram model: its pieces with their scores, and its table of characters in Base64's bytes."""
    model = io.BytesIO()
    options = {"normalization_rule_name": "nmt_nfkc"} if table is None else {"normalization_rule_tsv": table}
    lines = (text.replace("\0", "").replace("\n", " ")[:2000] for text in texts)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([line for line in lines if line.strip()]), model_writer=model, vocab_size=size, model_type="unigram",
        pad_id=0, eos_id=1, unk_id=2, bos_id=-1, character_coverage=0.98, byte_fallback=byte_fallback, hard_vocab_limit=False,
        minloglevel=2, num_threads=1, **options)
    proto = sentencepiece_model_pb2.ModelProto.FromString(model.getvalue())
    return [(piece.piece, piece.score) for piece in proto.pieces], proto.normalizer_spec.precompiled_charsmap


def unigram(out, name, texts, size, table):
    """SigLIP's form, which cleans as its processor does; or T5's, with bytes, and a blank before the first word alone."""
    if (out / name / "tokenizer.json").exists():
        return {name: read(out, name)}
    vocabulary, charsmap = pieces(texts, size, table, name == "t5")
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=2, byte_fallback=name == "t5"))
    if name == "siglip":
        tokenizer.normalizer = normalizers.Sequence([
            normalizers.Lowercase(), normalizers.Replace(Regex("[" + re.escape(string.punctuation) + "]"), ""),
            normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip(), normalizers.Precompiled(charsmap)])
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    else:
        tokenizer.normalizer = normalizers.Sequence([
            normalizers.Precompiled(charsmap), normalizers.Strip(left=False, right=True), normalizers.Replace(Regex(" {2,}"), "\u2581")])
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first")
    tokenizer.post_processor = processors.TemplateProcessing(single=["$A", "</s>"], pair=["$A", "</s>", "$B", "</s>"], special_tokens=[("</s>", 1)])
    strips = name == "siglip"
    tokenizer.add_special_tokens([AddedToken(token, lstrip=strips, rstrip=strips, normalized=False) for token in ["<pad>", "</s>", "<unk>"]])
    (out / name).mkdir(parents=True, exist_ok=True)
    document = json.loads(tokenizer.to_str())
    if name == "siglip":
        # The older spelling, which files on the hub still have.
        document["pre_tokenizer"] = {"type": "Metaspace", "replacement": "\u2581", "add_prefix_space": True}
    (out / name / "tokenizer.json").write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    (out / name / "special_tokens_map.json").write_text(json.dumps({"pad_token": {"content": "</s>", "lstrip": True}}))
    return {name: read(out, name)}


def gemma(out, texts, size):
    """SigLIP 2's form: byte pairs over visible blanks, bytes for what is unknown."""
    if (out / "gemma/tokenizer.json").exists():
        return {"gemma": read(out, "gemma")}
    tokenizer = Tokenizer(models.BPE({}, [], unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tokenizer.normalizer = normalizers.Replace(" ", "\u2581")
    tokenizer.pre_tokenizer = pre_tokenizers.Split(" ", behavior="merged_with_previous")
    names = ["<pad>", "<eos>", "<bos>", "<unk>"] + ["<0x%02X>" % byte for byte in range(256)]
    tokenizer.train_from_iterator([text[:500] for text in texts], trainers.BpeTrainer(
        vocab_size=size, special_tokens=names, limit_alphabet=200, show_progress=False, max_token_length=12))
    document = json.loads(tokenizer.to_str())
    document["added_tokens"] = [token for token in document["added_tokens"] if token["id"] < 4]
    document["model"].update({"fuse_unk": True, "byte_fallback": True, "unk_token": "<unk>"})
    document["post_processor"] = {
        "type": "TemplateProcessing", "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "<eos>", "type_id": 0}}],
        "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
        "special_tokens": {"<eos>": {"id": "<eos>", "ids": [1], "tokens": ["<eos>"]}}}
    (out / "gemma").mkdir(parents=True, exist_ok=True)
    (out / "gemma/tokenizer.json").write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return {"gemma": read(out, "gemma")}


def small_table(path):
    """A table of some characters alone, so that the golden file stays small: SentencePiece's whole one is 300 kB."""
    rules = {}
    for low, high in [(0xA0, 0x17F), (0x2000, 0x206F), (0x2460, 0x2473), (0xFB00, 0xFB06), (0xFF01, 0xFF5E), (0x3000, 0x3000), (0x1E00, 0x1E20)]:
        for code in range(low, high + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code):
                rules[chr(code)] = plain
            apart = unicodedata.normalize("NFD", chr(code))
            if len(apart) > 1 and plain == chr(code):
                rules[apart] = plain
    rules |= {code: " " for code in "\t\n\r\u0085\u2028"} | {code: "" for code in "\u00ad\u200b\ufeff\u0007"} | {"\ufdfa": unicodedata.normalize("NFKC", "\ufdfa")}
    text = "".join(" ".join("%X" % ord(c) for c in key) + "\t" + " ".join("%X" % ord(c) for c in value) + "\n" for key, value in sorted(rules.items()))
    path.write_text(text)
    return str(path)


def ids(tokenizer, text, limit):
    if isinstance(tokenizer, Tokenizer):
        tokenizer.enable_truncation(limit)
        tokenizer.no_padding()
        return tokenizer.encode(text).ids
    return tokenizer(text, truncation=True, max_length=limit)["input_ids"]


def write(path, texts, tokenizers):
    with open(path, "w", encoding="utf-8") as out:
        for text in texts:
            found = {name: ids(tokenizer, text, LIMITS[name.split("-")[0]]) for name, tokenizer in tokenizers.items()}
            if found.get("clip-lines") == found.get("clip"):
                found.pop("clip-lines", None)
            out.write(json.dumps({"text": text, "ids": found}, separators=(",", ":")) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", nargs=2, metavar=("N", "FOLDER"))
    parser.add_argument("--bert", metavar="FOLDER", help="a folder of a BERT tokenizer, with vocab.txt")
    arguments = parser.parse_args()
    if not arguments.check:
        wordpiece()
        texts = TEXTS + token_texts.CHOSEN + list(token_texts.drawn(300, 3))
        # Most characters stay without a piece: what is unknown is half of what there is to get wrong.
        training = TEXTS[:37] + [" ".join(token_texts.WORDS)] * 60
        table = small_table(OUT / "table.tsv")
        tokenizers = clip(OUT, training, 900) | unigram(OUT, "siglip", training, 900, table) | unigram(OUT, "t5", training, 700, table) | gemma(OUT, training, 900)
        (OUT / "table.tsv").unlink()
        return write(OUT / "tokens.jsonl", texts, tokenizers)
    out = pathlib.Path(arguments.check[1])
    count = int(arguments.check[0])
    texts = TEXTS + token_texts.CHOSEN
    texts = (texts + list(token_texts.drawn(count - len(texts), 7)))[:count]
    training = texts[:4000]
    tokenizers = clip(out, training, None) | unigram(out, "siglip", training, 12000, None) | unigram(out, "t5", training, 12000, None) | gemma(out, training, 4000)
    if arguments.bert:
        bert = transformers.BertTokenizerFast.from_pretrained(arguments.bert)
        (out / "minilm").mkdir(exist_ok=True)
        (out / "minilm/vocab.txt").write_bytes((pathlib.Path(arguments.bert) / "vocab.txt").read_bytes())
        tokenizers["minilm"] = bert
    write(out / "tokens.jsonl", texts, tokenizers)


if __name__ == "__main__":
    main()
