import Records

/// A cluster as the page's script reads it.
struct PageCluster: Encodable {
    struct Member: Encodable {
        var id: String
        var title: String
        var seller: String?
        /// Whether the listing has a picture at all.
        var image: Bool
        /// A small one as WebP in base 64; nil where there was no file, or no room.
        var picture: String?
    }

    struct Pair: Encodable {
        var a: String
        var b: String
        var confidence: Double
        var remarks: [String]
        var bars: [Bar]
    }

    /// A name and a share in percent, as an array.
    struct Bar: Encodable {
        var name: String
        var percent: Int

        func encode(to encoder: any Encoder) throws {
            var container = encoder.unkeyedContainer()
            try container.encode(name)
            try container.encode(percent)
        }
    }

    struct Separation: Encodable {
        var cluster: Int?
        var member: String
        var other: String
        var confidence: Double
        var because: [String]
        var a: String
        var b: String
        var weakest: Double
    }

    var number: Int
    var confidence: Double
    var size: Int
    var keep: String
    var why: [String]
    var decision: String?
    /// The one to keep first.
    var members: [Member]
    var pairs: [Pair]
    var apart: [Separation]

    /// Of a cluster this many members are shown, and this many pairs.
    static let mostMembers = 12
    private static let mostPairs = 6

    /// Of a cluster's members those that are shown.
    static func shown(_ cluster: DuplicateCluster) -> [DuplicateCluster.Member] {
        let kept = cluster.members.filter { $0.id == cluster.keep }
        return Array((kept + cluster.members.filter { $0.id != cluster.keep }).prefix(mostMembers))
    }

    /// - Parameter pictures: One for each of the members that are shown.
    init(_ cluster: DuplicateCluster, pictures: [String?]) {
        number = cluster.number
        confidence = Self.rounded(cluster.confidence)
        size = cluster.members.count
        keep = HTMLText.plain(cluster.keep.text)
        why = cluster.keepBecause
        decision = cluster.decision?.rawValue
        members = zip(Self.shown(cluster), pictures).map { member, picture in
            Member(
                id: HTMLText.plain(member.id.text), title: HTMLText.plain(member.title),
                seller: member.seller.map(HTMLText.plain), image: member.image != nil, picture: picture)
        }
        pairs = cluster.pairs.prefix(Self.mostPairs).map { pair in
            let words = EvidenceWords(pair.evidence)
            return Pair(
                a: HTMLText.plain(pair.a.text), b: HTMLText.plain(pair.b.text),
                confidence: Self.rounded(pair.confidence), remarks: words.remarks,
                bars: words.bars.map { Bar(name: $0.name, percent: Int((100 * $0.value).rounded())) })
        }
        apart = cluster.apart.map { found in
            Separation(
                cluster: found.cluster, member: HTMLText.plain(found.member.text),
                other: HTMLText.plain(found.other.text),
                confidence: Self.rounded(found.confidence), because: found.because,
                a: HTMLText.plain(found.weakest.a.text), b: HTMLText.plain(found.weakest.b.text),
                weakest: Self.rounded(found.weakest.confidence))
        }
    }

    /// Enough digits for the eye; what is short of certain stays so.
    private static func rounded(_ share: Double) -> Double {
        share < 1 ? min(0.9999, (share * 1e4).rounded() / 1e4) : 1
    }
}
