/// Pictures that stand under many different titles: a shop's "no picture yet", which says nothing.
struct PlaceholderPictures: Sendable {
    private let digests: Set<UInt64>
    private static let mostTitles = 32

    /// - Parameter facts: Those of the whole catalogue; of a part of it fewer such pictures are told.
    init(_ facts: [ListingFacts]) {
        var listings: [UInt64: Int32] = [:]
        for facts in facts { if let main = facts.pictures.first { listings[main.digest, default: 0] += 1 } }
        var titles: [UInt64: Set<UInt32>] = [:]
        for facts in facts {
            guard let main = facts.pictures.first, listings[main.digest].map({ $0 > Self.mostTitles }) == true else {
                continue
            }
            let title = facts.words.reduce(TextHash.start) { TextHash.step($0, $1.hash) }
            titles[main.digest, default: []].insert(title)
        }
        digests = Set(titles.filter { $0.value.count > Self.mostTitles }.keys)
    }

    func contains(_ picture: PictureMark?) -> Bool { picture.map { digests.contains($0.digest) } ?? false }
}
