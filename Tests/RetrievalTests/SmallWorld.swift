import Catalog
import Encoders
import Foundation
import Layers
import Logging
import Neighbors
import Pictures
import Records
import Retrieval
import Tensors
import TestSupport
import Testing
import Tokens

/// A real catalogue of drawn pictures, an untrained model, and a published index: small, and nothing of it pretended.
struct SmallWorld {
    let folder: ScratchFolder
    let store: CatalogStore
    let model: EmbeddingModel
    var snapshots: SnapshotFolder { SnapshotFolder(folder.url.appending(path: "index"), ExactIndexing()) }
    var models: URL { folder.url.appending(path: "models") }

    init() throws {
        folder = try ScratchFolder()
        store = try CatalogStore(path: folder.path("catalog.sqlite"))
        let titles = ["red mug", "red mug large", "blue bowl", "green lamp", "steel screw M4x20", "paper note"]
        var products: [StoredProduct] = []
        for (at, title) in titles.enumerated() {
            products.append(try Self.product("p\(at)", title, picture: at == 5 ? nil : UInt8(at * 40), in: folder))
        }
        _ = try store.upsert(products)
        let config = try #require(EncoderConfig.preset("demo"))
        let tokenizer = WordPiece.learn(from: titles, size: 300)
        let encoder = try JointEncoder(
            ParameterSource(fresh: Generator(seed: 5)), config, vocabulary: tokenizer.vocabularySize)
        try EmbeddingModel(name: "tiny", encoder: encoder, tokenizer: tokenizer)
            .write(to: folder.path("models/tiny"))
        model = try EmbeddingModel(from: folder.path("models/tiny"))
    }

    static func product(
        _ id: String, _ title: String, picture shade: UInt8?, in folder: ScratchFolder
    ) throws -> StoredProduct {
        var product = Product(
            id: try #require(ProductID(id)), title: title,
            category: ["Home", title.contains("mug") ? "Mugs" : "Other"],
            seller: "s\(id.hash & 1)", price: Price(amount: Double(id.utf8.last ?? 0), currency: "EUR"))
        guard let shade else { return StoredProduct(product: product) }
        var drawn = Picture(width: 40, height: 30, filled: (shade, 255 - shade, 128))
        for at in 0..<(Int(shade) * 9) { drawn.pixels[at] = 20 }
        let path = try folder.write(PictureCodec.png(drawn), to: "\(id).png")
        product.images = [path]
        return StoredProduct(
            product: product,
            picture: PictureFacts(
                path: path, digest: "\(shade)", perceptualHash: PerceptualHash(of: drawn).bits, width: 40, height: 30))
    }

    @discardableResult
    func publish() throws -> SnapshotBuilder.Outcome {
        let outcome = try SnapshotBuilder(store, model, ExactIndexing()).build(reusing: KnownVectors(of: snapshots))
        try snapshots.publish(outcome.snapshot)
        return outcome
    }

    func retriever(writes: Bool = false) throws -> Retriever {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return try Retriever(store, snapshots, models: models, writes: writes, logger: logger)
    }

    func picture(_ id: String) throws -> Picture {
        try PictureCodec.decode(Array(try Data(contentsOf: folder.url.appending(path: "\(id).png"))))
    }
}
