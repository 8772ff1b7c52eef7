import Foundation

/// What is written while a shop is served, and how much of it the index has beside its graphs.
struct WrittenProducts {
    private let port: UInt16
    private let products: Int
    /// As the server counts them: one for a new product, two for one that took the place of another.
    private(set) var changes = 0
    /// Rows of the index in use; a fold adds what was written before.
    private var rows: Int
    private var fresh = 0
    private(set) var created = 0
    private var changed = 0
    private(set) var seconds = 0.0
    private(set) var lines = 0

    private static let batch = 500

    init(_ shop: ServedShop, products: Int) {
        (port, self.products, rows) = (shop.port, products, products)
    }

    /// From so many changes on the server folds, where its settings ask for no more.
    var due: Int { max(1, rows / 20) }
    /// What a batch adds.
    private static var changesOfBatch: Int { batch / 2 * 3 }
    /// The id of the product that was made last.
    var last: String { DrawnProduct(products + created - 1).id }
    /// Whether one more batch still leaves too few changes for a fold.
    var hasRoom: Bool { changes + Self.changesOfBatch < due }

    /// A fold took up all that was written.
    mutating func wereFolded() {
        rows += fresh
        (changes, fresh) = (0, 0)
    }

    /// Writes one product by PUT.
    ///
    /// - Parameter word: One more of its title.
    /// - Returns: Its id.
    mutating func put(and word: String, over connection: SocketClient) throws -> String {
        let product = DrawnProduct(products + created)
        let answer = try connection.ask("PUT", "/v1/products/\(product.id)", product.json(and: word))
        guard answer.status == 201, answer.text.contains(#""indexed":true"#) else {
            throw LifeError.answer(answer.text)
        }
        (created, changes, fresh) = (created + 1, changes + 1, fresh + 1)
        return product.id
    }

    /// Writes a batch as lines of one request: new products and changed ones by turns.
    mutating func post() throws {
        var body = ""
        for _ in 0..<(Self.batch / 2) {
            // Others than were changed before: what is changed is in the graphs, and takes another's place.
            let number = Question.asked(changed, products)
            body += DrawnProduct(products + created).json() + "\n" + DrawnProduct(number, version: 1).json() + "\n"
            (created, changed) = (created + 1, changed + 1)
        }
        // The server lets go of a connection that nobody uses during a fold.
        let connection = try SocketClient(port: port)
        let began = ContinuousClock.now
        let answer = try connection.ask("POST", "/v1/products", body, type: "application/x-ndjson")
        seconds += (.now - began) / .seconds(1)
        lines += Self.batch
        guard answer.status == 200, !answer.text.contains(#""indexed":false"#), !answer.text.contains(#""error""#)
        else {
            throw LifeError.answer(answer.text)
        }
        (changes, fresh) = (changes + Self.changesOfBatch, fresh + Self.batch)
    }
}
