import Catalog
import Neighbors
import Records

@testable import Audit

/// Listings made by hand for one test.
enum Shelf {
    static func listing(
        _ id: String, _ title: String, seller: String? = "s1", digest: String? = nil, hash: UInt64? = nil,
        path: String = "/none", attributes: [String: String] = [:], description: String? = nil, revision: Int64 = 1
    ) throws -> StoredProduct {
        let product = Product(
            id: try name(id), title: title, description: description, seller: seller, attributes: attributes)
        let picture = digest.map {
            PictureFacts(path: path, digest: $0, perceptualHash: hash ?? spread($0), width: 300, height: 300)
        }
        return StoredProduct(product: product, picture: picture, revision: revision)
    }

    static func name(_ text: String) throws -> ProductID {
        guard let id = ProductID(text) else { throw NoID(text: text) }
        return id
    }

    struct NoID: Error { var text: String }

    /// A hash that is far from those of other digests.
    private static func spread(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } &* 0x9E37_79B9_7F4A_7C15
    }

    /// One view of plane unit vectors, told by their angles in degrees.
    static func view(_ degrees: [Double]) throws -> AuditedCatalogue.View {
        let vectors = degrees.flatMap { angle -> [Float] in
            let (x, y) = Turn.unit(angle)
            return [x, y]
        }
        return AuditedCatalogue.View(try ExactIndex(vectors, dimension: 2))
    }

    static func ids(_ clusters: [DuplicateCluster]) -> [[String]] { clusters.map { $0.members.map(\.id.text) } }

    /// What two listings say, beside others of their catalogue.
    static func evidence(
        _ a: StoredProduct, _ b: StoredProduct, among others: [StoredProduct] = []
    ) throws -> PairEvidence {
        let scorer = PairScorer(
            AuditedCatalogue(products: [a, b] + others), model: .standard(for: .duplicate))
        return scorer.evidence(RowPair(0, 1))
    }
}
