import Catalog
import Dispatch
import Encoders
import Foundation
import Pictures
import Records

/// Encodes products of the catalogue: their words, and their pictures as they lie on disk.
struct ListingEncoder {
    let model: EmbeddingModel

    /// The vectors of each product; empty for one with nothing to be found by. And how many pictures could not be read any
    /// more: their products are in by what is left of them.
    func vectors(of products: [StoredProduct]) throws -> (vectors: [ProductVectors], unreadable: Int) {
        let files = products.flatMap { $0.pictures }
        let pictures = Self.pictures(files, for: model)
        var vectors = [ProductVectors](repeating: ProductVectors(), count: products.count)
        var listings: [(place: Int, listing: EmbeddingModel.Listing)] = []
        var further: [(place: Int, number: Int, picture: Picture)] = []
        var next = 0
        for (place, stored) in products.enumerated() {
            let own = pictures[next..<(next + stored.pictures.count)]
            next += stored.pictures.count
            let text = stored.product.listingText
            let main = own.first ?? nil
            if main != nil || !text.allSatisfy(\.isWhitespace) { listings.append((place, (main, text))) }
            vectors[place].further = own.dropFirst().map { _ in nil }
            for (number, picture) in own.dropFirst().enumerated() {
                if let picture { further.append((place, number, picture)) }
            }
        }
        let views = try model.embed(listings: listings.map(\.listing))
        for (at, entry) in listings.enumerated() {
            let more = vectors[entry.place].further
            vectors[entry.place] = views.vectors(at, dimension: model.dimension)
            vectors[entry.place].further = more
        }
        let rows = model.embed(pictures: further.map(\.picture))
        for (at, entry) in further.enumerated() {
            vectors[entry.place].further[entry.number] = Array(
                rows[(at * model.dimension)..<((at + 1) * model.dimension)])
        }
        return (vectors, pictures.count { $0 == nil })
    }

    /// The main picture of each product; nil where it has none, or one that cannot be read any more.
    static func mainPictures(_ products: [StoredProduct], for model: EmbeddingModel) -> [Picture?] {
        var decoded = pictures(products.compactMap(\.picture), for: model)[...]
        return products.map { $0.picture == nil ? nil : decoded.removeFirst() }
    }

    /// Decoded on all cores, as finely as the model needs; nil where a file is gone or broken since its import.
    static func pictures(_ files: [PictureFacts], for model: EmbeddingModel) -> [Picture?] {
        let side = model.config.image.preprocessing.decodedSide()
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
