/// The pairs of an audit as CSV (RFC 4180).
enum PairTable {
    private static let header =
        "cluster,relation,a,b,confidence,image,text,joint,title_overlap,same_bytes,hash_distance,same_seller,"
        + "same_brand,price_ratio,numbers_agree,colours_agree"

    static func text(_ clusters: [DuplicateCluster]) -> String {
        var text = header + "\r\n"
        for cluster in clusters {
            for pair in cluster.pairs {
                let found = pair.evidence
                let fields = [
                    "\(cluster.number)", cluster.relation.rawValue, quoted(pair.a.text), quoted(pair.b.text),
                    "\(pair.confidence)", written(found.image), written(found.text), written(found.joint),
                    "\(found.titleOverlap)", "\(found.sameBytes)", written(found.hashDistance),
                    written(found.sameSeller), written(found.sameBrand), written(found.priceRatio),
                    written(found.numbersAgree), written(found.coloursAgree),
                ]
                text += fields.joined(separator: ",") + "\r\n"
            }
        }
        return text
    }

    private static func written(_ value: (some CustomStringConvertible)?) -> String { value?.description ?? "" }

    static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
