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

@testable import Service

/// A real catalogue of drawn pictures, an untrained model, a published index, and a server over them.
struct ServiceWorld {
    let folder: ScratchFolder
    let store: CatalogStore
    private let model: EmbeddingModel
    private let writes: Bool

    /// p0 to p5; p5 has no picture, and p6 is p0's photo again, from another seller under other words.
    static let titles = [
        "red mug", "red mug large", "blue bowl", "green lamp", "steel screw M4x20", "paper note", "cup in scarlet",
    ]

    /// One for all tests that change nothing in it.
    static let shared = Result { try ServiceWorld(writes: false) }

    /// - Parameter writes: Whether its one server takes up what is written.
    init(publishing: Bool = true, writes: Bool = true) throws {
        self.writes = writes
        folder = try ScratchFolder()
        store = try CatalogStore(path: folder.path("catalog.sqlite"))
        let config = try #require(EncoderConfig.preset("demo"))
        let tokenizer = WordPiece.learn(from: Self.titles, size: 300)
        let encoder = try JointEncoder(
            ParameterSource(fresh: Generator(seed: 5)), config, vocabulary: tokenizer.vocabularySize)
        try EmbeddingModel(name: "tiny", encoder: encoder, tokenizer: tokenizer).write(to: folder.path("models/tiny"))
        model = try EmbeddingModel(from: folder.path("models/tiny"))
        for (at, title) in Self.titles.enumerated() {
            _ = try store.upsert([try product("p\(at)", title, seller: at == 6 ? "s9" : "s\(at % 2)")])
        }
        if publishing { try publish() }
    }

    static func picture(_ id: String) -> Picture {
        let shade = UInt8((Int(id == "p6" ? "0" : id.dropFirst()) ?? 0) * 40 % 250)
        var drawn = Picture(width: 40, height: 30, filled: (shade, 255 - shade, 128))
        for at in 0..<(Int(shade) * 9) { drawn.pixels[at] = 20 }
        return drawn
    }

    static func png(_ id: String) -> [UInt8] { PictureCodec.png(picture(id)) }

    private func product(_ id: String, _ title: String, seller: String) throws -> StoredProduct {
        var product = Product(
            id: try #require(ProductID(id)), title: title,
            category: ["Home", title.contains("mug") ? "Mugs" : "Other"], seller: seller,
            price: Price(amount: 12.5, currency: "EUR"), style: "secret-style", attributes: ["colour": "red"])
        guard id != "p5" else { return StoredProduct(product: product) }
        let bytes = Self.png(id)
        let path = try folder.write(bytes, to: "\(id).png")
        product.images = [path]
        let hash = PerceptualHash(of: Self.picture(id)).bits
        let facts = PictureFacts(
            path: path, digest: SHA256.hexadecimal(bytes), perceptualHash: hash, width: 40, height: 30)
        return StoredProduct(product: product, picture: facts)
    }

    func publish() throws {
        let snapshots = SnapshotFolder(folder.url.appending(path: "index"), ExactIndexing())
        try snapshots.publish(
            try SnapshotBuilder(store, model, ExactIndexing()).build(reusing: KnownVectors(of: snapshots)).snapshot)
    }

    func server(
        _ settings: ServiceSettings = ServiceSettings(), log: (any LogHandler)? = nil,
        onRunning: @escaping @Sendable (String, Int) -> Void = { _, _ in }
    ) throws -> SameStyleServer {
        // Whoever holds the server holds the folder.
        let (store, folder, writes) = (store, folder, writes)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        if let log { logger = Logger(label: "test") { _ in log } }
        return try SameStyleServer(
            retriever: { [logger] in
                try Retriever(
                    store, SnapshotFolder(folder.url.appending(path: "index"), ExactIndexing()),
                    models: folder.url.appending(path: "models"), writes: writes, logger: logger)
            }, store: store, pictures: folder.url.appending(path: "pictures"),
            audits: folder.url.appending(path: "audits"), settings: settings, logger: logger,
            onRunning: onRunning)
    }
}
