/// The entries of a vocabulary by their bytes.
typealias Entries = [Spelling: Int32]

extension MergeTable {
    static let largestVocabulary = 1_000_000
    private static let mostMerges = 2_000_000

    /// Reads the `model` of a `tokenizer.json`, whose type is BPE.
    init(_ model: JSONField, _ entries: Entries) throws(TokenError) {
        let dropout = model["dropout"]
        if !dropout.isNull, try dropout.number() != 0 { throw dropout.unexpected("null") }
        let prefix = model["continuing_subword_prefix"]
        guard try prefix.text("").isEmpty else { throw prefix.unexpected("no prefix within words") }
        let merges = model["merges"]
        guard case .list(let pairs) = merges.value, pairs.count <= Self.mostMerges else {
            throw merges.unexpected("a list of at most \(Self.mostMerges)")
        }
        var learnt = LearntMerges(entries, path: model.path)
        for (at, pair) in pairs.enumerated() {
            func place() -> String { "\(merges.place)[\(at)]" }
            switch pair {
            case .text(let line): try learnt.add(line, place: place)
            case .list(let parts):
                guard parts.count == 2, case .text(let left) = parts[0], case .text(let right) = parts[1] else {
                    fallthrough
                }
                try learnt.add(left, right, place: place)
            default:
                throw JSONField(value: pair, place: place(), path: model.path).unexpected("two entries")
            }
        }
        let unknown = model["unk_token"]
        var unknownID: Int32?
        if !unknown.isNull {
            unknownID = entries[Spelling(try unknown.text())]
            guard unknownID != nil else { throw unknown.unexpected("an entry of the vocabulary") }
        }
        self.init(
            entries, learnt.merges, suffix: try model["end_of_word_suffix"].text(""), unknown: unknownID,
            fusesUnknown: try model["fuse_unk"].bool(false), spellsBytes: try model["byte_fallback"].bool(false),
            takesWhole: try model["ignore_merges"].bool(false))
    }

    init(
        _ entries: Entries, _ merges: [UInt64: Merge], suffix: String, unknown: Int32?, fusesUnknown: Bool,
        spellsBytes: Bool, takesWhole: Bool
    ) {
        var inner: [Unicode.Scalar: Int32] = [:]
        var last: [Unicode.Scalar: Int32] = [:]
        let ending = Array(suffix.unicodeScalars)
        for (entry, id) in entries {
            let scalars = entry.text.unicodeScalars
            guard let first = scalars.first else { continue }
            let rest = scalars.dropFirst()
            if rest.isEmpty { inner[first] = id }
            if rest.elementsEqual(ending) { last[first] = id }
        }
        self.init(
            inner: inner, last: last, merges: merges, unknown: unknown, fusesUnknown: fusesUnknown,
            bytes: spellsBytes ? Self.bytes(entries) : nil, suffix: suffix, whole: takesWhole ? entries : nil)
    }

    /// The ids of `<0x00>` to `<0xFF>`.
    static func bytes(_ entries: Entries) -> [Int32?] {
        (0..<256).map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return entries[Spelling("<0x" + (byte < 16 ? "0" : "") + digits + ">")]
        }
    }
}

/// Merges as a file lists them, the earliest first; of two of one pair the later holds.
struct LearntMerges {
    private let entries: Entries
    private let path: String
    private(set) var merges: [UInt64: MergeTable.Merge] = [:]
    private var rank: Int32 = 0

    init(_ entries: Entries, path: String) {
        self.entries = entries
        self.path = path
    }

    /// Adds a line of two entries with a blank between.
    mutating func add(_ line: String, place: () -> String) throws(TokenError) {
        let parts = line.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 2, let left = String(parts[0]), let right = String(parts[1]) else {
            throw .unexpected(
                path: path, place: place(), found: "\"\(String(line.prefix(60)))\"", expected: "two entries and a blank"
            )
        }
        try add(left, right, place: place)
    }

    mutating func add(_ left: String, _ right: String, place: () -> String) throws(TokenError) {
        func id(_ entry: String) throws(TokenError) -> Int32 {
            guard let id = entries[Spelling(entry)] else {
                throw .unexpected(
                    path: path, place: place(), found: "\"\(String(entry.prefix(60)))\"",
                    expected: "an entry of the vocabulary")
            }
            return id
        }
        let pair = MergeTable.pair(try id(left), try id(right))
        merges[pair] = MergeTable.Merge(rank: rank, id: try id(left + right))
        rank += 1
    }
}
