import Catalog
import HTTPTypes
import Hummingbird
import Records
import Retrieval

/// `/v1/products`: products to be stored and removed, on disk and searchable, or gone, when they are answered.
struct ProductWritesController {
    let intake: ProductIntake
    let index: LiveIndex
    let once: OnceOnly
    let writing: WorkQueue
    let bodyLimits: BodyLimits

    func register(on routes: inout RouteTable) {
        routes.on(.post, "/v1/products", needs: .write, use: storeMany)
        routes.on(.put, "/v1/products/{id}", needs: .write, use: storeOne)
        routes.on(.delete, "/v1/products/{id}", needs: .write, use: remove)
    }

    @Sendable private func storeOne(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let id = try context.productID
        _ = try request.mediaType(among: ["application/json"])
        let bytes = try await request.bytes(within: bodyLimits, for: context)
        let product = try JSONReading.read(ProductRequest.self, bytes, of: id)
        let (intake, index, logger, writing) = (intake, index, context.logger, writing)
        return try await once.answer(request, bytes, context) { key in
            try await writing.run {
                try intake.store([Result { () throws in product }], index.current, logger, under: key) { outcomes in
                    guard let stored = try outcomes.first?.get() else { throw RequestError.brokenBody }
                    return try .json(stored, status: stored.outcome == .imported ? 201 : 200)
                }
            }
        }
    }

    @Sendable private func storeMany(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try request.mediaType(among: NDJSONLines.types)
        let bytes = try await request.bytes(within: bodyLimits, for: context)
        let lines = try NDJSONLines(bytes).lines
        let (intake, index, logger, writing, id) = (intake, index, context.logger, writing, context.id)
        return try await once.answer(request, bytes, context) { key in
            try await writing.run {
                let products = lines.map { line in Result { try JSONReading.read(ProductRequest.self, line.bytes) } }
                return try intake.store(products, index.current, logger, under: key) { outcomes in
                    try .ndjson(zip(lines, outcomes).map { LineAnswer($0.number, $1, id, logger) })
                }
            }
        }
    }

    @Sendable private func remove(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let (intake, index, logger, writing) = (intake, index, context.logger, writing)
        let id = try context.productID
        return try await once.answer(request, [], context) { key in
            try await writing.run {
                let answer = WrittenAnswer(status: 204)
                guard try intake.remove(id, index.current, logger, keeping: key?.kept(answer)) else {
                    throw RetrievalError.unknownProduct(id)
                }
                return answer
            }
        }
    }
}
