import Catalog
import Dispatch
import Encoders
import Foundation
import Pictures
import Records

/// Encodes products of the catalogue: their words, and their pictures as they lie on disk.
struct ListingEncoder {
    let model: EmbeddingModel

    /// What came of a product.
    struct Outcome: Sendable {
        /// Empty for one with nothing to be found by.
        var vectors = ProductVectors()
        /// Pictures that could not be read any more: it is in by what is left of it.
        var unreadable = 0
    }

    /// The vectors of each product.
    func vectors(of products: [StoredProduct]) throws -> [Outcome] {
        let products = model.readsPictures ? products : products.map { StoredProduct(product: $0.product) }
        let pictures = Self.pictures(products.flatMap(\.pictures), for: model)
        var outcomes = [Outcome](repeating: Outcome(), count: products.count)
        var listings: [(place: Int, listing: EmbeddingModel.Listing)] = []
        var further: [(place: Int, number: Int, picture: Picture)] = []
        var next = 0
        for (place, stored) in products.enumerated() {
            let own = Array(pictures[next..<(next + stored.pictures.count)])
            next += own.count
            outcomes[place].unreadable = own.count { $0 == nil }
            let (main, text) = (own.first ?? nil, stored.product.listingText)
            if main != nil || !text.allSatisfy(\.isWhitespace) { listings.append((place, (main, text))) }
            for (number, picture) in own.enumerated().dropFirst() {
                if let picture { further.append((place, number, picture)) }
            }
        }
        let views = try model.embed(listings: listings.map(\.listing))
        for (at, entry) in listings.enumerated() {
            outcomes[entry.place].vectors = views.vectors(at, dimension: model.dimension)
        }
        let rows = model.embed(pictures: further.map(\.picture))
        for (at, entry) in further.enumerated() {
            let row = rows[(at * model.dimension)..<((at + 1) * model.dimension)]
            outcomes[entry.place].vectors.put(Array(row), as: entry.number)
        }
        return outcomes
    }

    /// The main picture of each product; nil where it has none, or one that cannot be read any more.
    static func mainPictures(_ products: [StoredProduct], for model: EmbeddingModel) -> [Picture?] {
        guard model.readsPictures else { return [Picture?](repeating: nil, count: products.count) }
        var decoded = pictures(products.compactMap(\.picture), for: model)[...]
        return products.map { $0.picture == nil ? nil : decoded.removeFirst() }
    }

    /// Decoded on all cores, as finely as the model needs; nil where a file is gone or broken since its import.
    private static func pictures(_ files: [PictureFacts], for model: EmbeddingModel) -> [Picture?] {
        let side = model.config.image.preprocessing.decodedSide
        var pictures = [Picture?](repeating: nil, count: files.count)
        pictures.withUnsafeMutableBufferPointer { pictures in
            nonisolated(unsafe) let pictures = pictures  // each iteration writes its own place
            DispatchQueue.concurrentPerform(iterations: files.count) { at in
                let facts = files[at]
                guard let bytes = FileManager.default.contents(atPath: facts.path) else { return }
                // As large as the import accepted it.
                let limits = PictureLimits(pixels: max(PictureLimits().pixels, facts.pixels))
                pictures[at] = try? PictureCodec.decode(Array(bytes), limits: limits, shortestSide: side)
            }
        }
        return pictures
    }
}
