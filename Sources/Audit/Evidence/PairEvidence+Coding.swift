extension PairEvidence {
    enum CodingKeys: String, CodingKey {
        case image, text, joint, containment, spelling, descriptions, overlay
        case titleOverlap = "title_overlap"
        case rareOverlap = "rare_overlap"
        case rarestShared = "rarest_shared"
        case rarestMissing = "rarest_missing"
        case sameBytes = "same_bytes"
        case hashDistance = "hash_distance"
        case rivalOfOne = "rival_of_one"
        case rivalOfBoth = "rival_of_both"
        case sameSeller = "same_seller"
        case sameBrand = "same_brand"
        case priceRatio = "price_ratio"
        case numbersAgree = "numbers_agree"
        case codesAgree = "codes_agree"
        case sizesAgree = "sizes_agree"
        case coloursAgree = "colours_agree"
        case attributesAgree = "attributes_agree"
        case attributesConflict = "attributes_conflict"
    }

    /// What an older audit did not write is not known.
    public init(from decoder: any Decoder) throws {
        let found = try decoder.container(keyedBy: CodingKeys.self)
        image = try found.decodeIfPresent(Float.self, forKey: .image)
        text = try found.decodeIfPresent(Float.self, forKey: .text)
        joint = try found.decodeIfPresent(Float.self, forKey: .joint)
        titleOverlap = try found.decode(Float.self, forKey: .titleOverlap)
        rareOverlap = try found.decodeIfPresent(Float.self, forKey: .rareOverlap) ?? 0
        containment = try found.decodeIfPresent(Float.self, forKey: .containment) ?? 0
        spelling = try found.decodeIfPresent(Float.self, forKey: .spelling) ?? 0
        rarestShared = try found.decodeIfPresent(Float.self, forKey: .rarestShared) ?? 0
        rarestMissing = try found.decodeIfPresent(Float.self, forKey: .rarestMissing) ?? 0
        descriptions = try found.decodeIfPresent(Float.self, forKey: .descriptions)
        sameBytes = try found.decode(Bool.self, forKey: .sameBytes)
        hashDistance = try found.decodeIfPresent(Int.self, forKey: .hashDistance)
        overlay = try found.decodeIfPresent(Float.self, forKey: .overlay)
        rivalOfOne = try found.decodeIfPresent(Float.self, forKey: .rivalOfOne)
        rivalOfBoth = try found.decodeIfPresent(Float.self, forKey: .rivalOfBoth)
        sameSeller = try found.decodeIfPresent(Bool.self, forKey: .sameSeller)
        sameBrand = try found.decodeIfPresent(Bool.self, forKey: .sameBrand)
        priceRatio = try found.decodeIfPresent(Float.self, forKey: .priceRatio)
        numbersAgree = try found.decodeIfPresent(Bool.self, forKey: .numbersAgree)
        codesAgree = try found.decodeIfPresent(Bool.self, forKey: .codesAgree)
        sizesAgree = try found.decodeIfPresent(Bool.self, forKey: .sizesAgree)
        coloursAgree = try found.decodeIfPresent(Bool.self, forKey: .coloursAgree)
        attributesAgree = try found.decodeIfPresent(Int.self, forKey: .attributesAgree) ?? 0
        attributesConflict = try found.decodeIfPresent(Int.self, forKey: .attributesConflict) ?? 0
    }
}
