import Catalog
import Foundation
import HTTPTypes
import Hummingbird
import Records
import Retrieval

/// `/v1/products`: what the catalogue holds, to be read.
struct ProductsController {
    let store: CatalogStore
    let index: LiveIndex
    let answering: Answering

    static let largestList = 200

    struct List: Encodable {
        let products: [ProductAnswer]
        let total: Int
    }

    func register(on routes: inout RouteTable) {
        routes.on(.get, "/v1/products", needs: .read, use: list)
        routes.on(.get, "/v1/products/{id}", needs: .read, use: one)
        for relation in [Relation.sameStyle, .similar, .duplicate] {
            let path = relation == .duplicate ? "duplicates" : relation.rawValue
            routes.on(.get, "/v1/products/{id}/\(path)", needs: .read) { request, context in
                let parameters = try request.parameters(among: ["limit", "offset", "page"])
                let (limit, offset) = (try parameters.number("limit") ?? 20, try parameters.number("offset") ?? 0)
                let page = try parameters.text("page").map { try PageToken($0) }
                let id = try context.productID
                return try await answering.answer(context) { retriever in
                    (try retriever.related(to: id, relation, limit: limit, offset: offset, page: page), 0)
                }
            }
        }
    }

    @Sendable private func one(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try request.parameters(among: [])
        let id = try context.productID
        guard let stored = try store.product(id) else { throw RetrievalError.unknownProduct(id) }
        return try .json(ProductAnswer(stored))
    }

    /// A spread over the catalogue: the same few products each time, from all over it.
    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let limit = try request.parameters(among: ["limit"]).number("limit") ?? 24
        guard (1...Self.largestList).contains(limit) else {
            throw RetrievalError.badNumber(field: "limit", allowed: "1...\(Self.largestList)")
        }
        return try .json(List(products: try spread(limit).map(ProductAnswer.init), total: try store.count()))
    }

    private func spread(_ limit: Int) throws -> [StoredProduct] {
        guard let known = index.current?.spread(limit), !known.isEmpty else {
            // Without an index the first by id do.
            struct Enough: Error {}
            var first: [StoredProduct] = []
            do {
                try store.forEachProduct(batch: limit) { batch in
                    first = batch
                    throw Enough()
                }
            } catch is Enough {}
            return first
        }
        return try store.products(known)
    }
}

extension ServiceContext {
    /// The product that the address names.
    var productID: ProductID {
        get throws {
            guard let text = parameters.get("id")?.removingPercentEncoding else { throw RequestError.badID }
            return try SearchRequest.id(text)
        }
    }
}
