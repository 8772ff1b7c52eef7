import Audit
import Catalog
import Neighbors
import Records

/// A catalogue of any size whose duplicates are known: drawn vectors in three views, hashes and titles.
///
/// Most listings are single. Of each hundred, five are taken up again, three once and two twice: with the vectors a little
/// moved, up to six bits of the hash changed, and the words of the title in another order or one left out. One title in
/// two hundred is one of a few that thousands of listings share.
struct DrawnListings {
    let products: [StoredProduct]
    /// (rows, dimension) of each view.
    var image: [Float]
    var text: [Float]
    var joint: [Float]
    /// Of each row the listing it was taken from, itself where it was not.
    let originals: [Int]

    init(count: Int, dimension: Int, seed: UInt64 = 1) throws {
        var noise = SeededNoise(seed: seed)
        var originals: [Int] = []
        while originals.count < count {
            let row = originals.count
            let chance = noise.word() % 100
            let copies = chance < 3 ? 1 : chance < 5 ? 2 : 0
            originals += [Int](repeating: row, count: min(copies + 1, count - row))
        }
        self.originals = originals
        var views: [[Float]] = []
        for view in 0..<3 {
            var vectors = ClusteredVectors(
                dimension: dimension, centres: max(16, count / 50), spread: 1.5, seed: seed + UInt64(view) + 10)
            views.append(Self.repeated(originals, dimension, &vectors, &noise))
        }
        (image, text, joint) = (views[0], views[1], views[2])
        var products: [StoredProduct] = []
        products.reserveCapacity(count)
        var hash: UInt64 = 0
        for row in 0..<count {
            let isCopy = originals[row] != row
            if !isCopy { hash = noise.word() }
            let own = isCopy ? Self.changed(hash, &noise) : hash
            products.append(try Self.listing(row, of: originals[row], own, &noise))
        }
        self.products = products
    }

    private static func repeated(
        _ originals: [Int], _ dimension: Int, _ vectors: inout ClusteredVectors, _ noise: inout SeededNoise
    ) -> [Float] {
        var rows: [Float] = []
        rows.reserveCapacity(originals.count * dimension)
        for row in originals.indices {
            guard originals[row] != row else {
                rows += vectors.rows(1)
                continue
            }
            let start = originals[row] * dimension
            let moved = (0..<dimension).map { rows[start + $0] + 0.008 * noise.next() }
            rows += ClusteredVectors.unit(moved)
        }
        return rows
    }

    private static func changed(_ hash: UInt64, _ noise: inout SeededNoise) -> UInt64 {
        (0..<Int(noise.word() % 7)).reduce(hash) { hash, _ in hash ^ (1 << (noise.word() % 64)) }
    }

    private static func listing(
        _ row: Int, of original: Int, _ hash: UInt64, _ noise: inout SeededNoise
    ) throws -> StoredProduct {
        let drawn = DrawnProduct(original)
        var words = drawn.words
        if original != row {
            words.append(words.removeFirst())
            if noise.word().isMultiple(of: 2) { words.removeLast() }
        }
        let title =
            original.isMultiple(of: 200)
            ? "T-shirt \(["red", "blue", "black"][original / 200 % 3])" : words.joined(separator: " ")
        guard let id = ProductID("p\(row)") else { throw DrawnListingsError.noID(row) }
        let product = Product(
            id: id, title: title, category: ["Shop", drawn.category], brand: drawn.brand,
            seller: original == row ? drawn.seller : "s\(noise.word() % 1000)",
            price: Price(amount: Double(drawn.price) / 100, currency: "EUR"), attributes: ["color": drawn.color])
        let picture = PictureFacts(
            path: "/none", digest: "\(row)", perceptualHash: hash, width: 600, height: 600)
        return StoredProduct(product: product, picture: picture, revision: Int64(row + 1))
    }
}

enum DrawnListingsError: Error {
    case noID(Int)
}
