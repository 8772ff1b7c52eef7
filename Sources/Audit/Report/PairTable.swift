/// The pairs of an audit: a line each, every column of one type (docs/audit.md), so that it loads as a table.
enum PairTable {
    static let header = CSVText.line([
        "cluster", "relation", "a", "b", "confidence", "image", "text", "joint", "title_overlap", "same_bytes",
        "hash_distance", "same_seller", "same_brand", "price_ratio", "numbers_agree", "colours_agree",
        "rare_overlap", "containment", "spelling", "rarest_shared", "rarest_missing", "descriptions", "codes_agree",
        "sizes_agree", "attributes_agree", "attributes_conflict", "overlay", "rival_of_one",
        "rival_of_both",
    ])

    static func rows(_ cluster: DuplicateCluster) -> String {
        cluster.pairs.map { pair in
            let found = pair.evidence
            return CSVText.line([
                "\(cluster.number)", cluster.relation.rawValue, CSVText.quoted(pair.a.text),
                CSVText.quoted(pair.b.text),
                "\(pair.confidence)", CSVText.written(found.image), CSVText.written(found.text),
                CSVText.written(found.joint), "\(found.titleOverlap)", "\(found.sameBytes)",
                CSVText.written(found.hashDistance), CSVText.written(found.sameSeller),
                CSVText.written(found.sameBrand), CSVText.written(found.priceRatio),
                CSVText.written(found.numbersAgree), CSVText.written(found.coloursAgree),
                "\(found.rareOverlap)", "\(found.containment)", "\(found.spelling)", "\(found.rarestShared)",
                "\(found.rarestMissing)", CSVText.written(found.descriptions), CSVText.written(found.codesAgree),
                CSVText.written(found.sizesAgree), "\(found.attributesAgree)", "\(found.attributesConflict)",
                CSVText.written(found.overlay), CSVText.written(found.rivalOfOne),
                CSVText.written(found.rivalOfBoth),
            ])
        }.joined()
    }
}
