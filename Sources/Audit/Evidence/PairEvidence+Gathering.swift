import Pictures

extension PairEvidence {
    /// What two listings say, by their facts; the cosines are set by whoever has the vectors.
    init(_ a: ListingFacts, _ b: ListingFacts, rarity: Rarity, placeholders: PlaceholderPictures) {
        self.init()
        let titles = TitleLikeness(a, b, rarity)
        (titleOverlap, rareOverlap) = (titles.overlap, titles.rareOverlap)
        (containment, spelling) = (titles.containment, titles.spelling)
        (rarestShared, rarestMissing) = (titles.rarestShared, titles.rarestMissing)
        descriptions = TextSketch.likeness(a.description, b.description)
        comparePictures(a, b, placeholders)
        if let one = a.seller, let other = b.seller { sameSeller = one == other }
        sameBrand = Self.sameBrand(a, b)
        if let one = a.price, let other = b.price, a.currency == b.currency {
            priceRatio = Float(min(one, other) / max(one, other))
        }
        numbersAgree = TitleNumbers.numbersAgree(a.numbers, b.numbers)
        codesAgree = TitleNumbers.codesAgree(a.numbers, b.numbers)
        if let one = a.size, let other = b.size { sizesAgree = one == other }
        coloursAgree = ColourSet.agree(a.colours, b.colours)
        compareAttributes(a.attributes, b.attributes)
    }

    /// Whether the main pictures of both show the products, as far as is known.
    static func showing(_ a: ListingFacts, _ b: ListingFacts, _ placeholders: PlaceholderPictures) -> Bool {
        !placeholders.contains(a.pictures.first) && !placeholders.contains(b.pictures.first)
    }

    /// Lays the main pictures over each other, where both show the products and they are not one file.
    mutating func layOver(_ a: @autoclosure () -> PictureSketch?, _ b: @autoclosure () -> PictureSketch?) {
        guard hashDistance != nil, !sameBytes, let a = a(), let b = b() else { return }
        overlay = a.overlay(on: b)
    }

    /// The main picture of each against every one of the other: who copies a listing may put them in another order.
    private mutating func comparePictures(_ a: ListingFacts, _ b: ListingFacts, _ placeholders: PlaceholderPictures) {
        guard let one = a.pictures.first, let other = b.pictures.first, Self.showing(a, b, placeholders) else { return }
        var nearest: Int?
        func compare(_ x: PictureMark, _ y: PictureMark) {
            if x.digest == y.digest { sameBytes = true }
            // All bits are zero where a picture is of one colour.
            guard x.hash != 0, y.hash != 0 else { return }
            nearest = min(nearest ?? 64, (x.hash ^ y.hash).nonzeroBitCount)
        }
        compare(one, other)
        for further in b.pictures.dropFirst() where !placeholders.contains(further) { compare(one, further) }
        for further in a.pictures.dropFirst() where !placeholders.contains(further) { compare(further, other) }
        hashDistance = nearest
    }

    /// Brands are written in many ways: one holds the other's words, or the title does where there is no brand.
    private static func sameBrand(_ a: ListingFacts, _ b: ListingFacts) -> Bool? {
        if a.brand.isEmpty || b.brand.isEmpty {
            let (brand, title) = a.brand.isEmpty ? (b.brand, a.words) : (a.brand, b.words)
            guard !brand.isEmpty else { return nil }
            return brand.allSatisfy { word in title.contains { $0.hash == word } } ? true : nil
        }
        let common = a.brand.count { b.brand.contains($0) }
        let lesser = min(a.brand.count, b.brand.count)
        return common == 0 ? false : 2 * common >= lesser ? true : nil
    }

    private mutating func compareAttributes(_ a: [UInt32], _ b: [UInt32]) {
        var (i, j) = (0, 0)
        while i < a.count, j < b.count {
            let (x, y) = (a[i] >> 16, b[j] >> 16)
            if x == y {
                if a[i] == b[j] { attributesAgree += 1 } else { attributesConflict += 1 }
                (i, j) = (i + 1, j + 1)
            } else if x < y {
                i += 1
            } else {
                j += 1
            }
        }
    }
}
