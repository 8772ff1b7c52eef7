import Catalog
import HTTPTypes
import Hummingbird
import Records
import Retrieval

/// `/v1/products`: products to be stored and removed, on disk and searchable, or gone, when they are answered.
struct ProductWritesController {
    let intake: ProductIntake
    let index: LiveIndex
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
        let product = try JSONReading.read(ProductRequest.self, try await request.bytes(within: bodyLimits), of: id)
        let (intake, index, logger) = (intake, index, context.logger)
        let lines = try await writing.run {
            try intake.store([Result { () throws in product }], index.current, logger)
        }
        guard let stored = try lines.first?.get() else { throw RequestError.brokenBody }
        return try .json(stored, status: stored.outcome == .imported ? .created : .ok)
    }

    @Sendable private func storeMany(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try request.mediaType(among: NDJSONLines.types)
        let lines = try NDJSONLines(try await request.bytes(within: bodyLimits)).lines
        let (intake, index, logger) = (intake, index, context.logger)
        let outcomes = try await writing.run {
            try intake.store(
                lines.map { line in Result { try JSONReading.read(ProductRequest.self, line.bytes) } },
                index.current, logger)
        }
        return try .ndjson(
            zip(lines, outcomes).map { LineAnswer($0.number, $1, context.id, logger) })
    }

    @Sendable private func remove(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let (intake, index, logger) = (intake, index, context.logger)
        let id = try context.productID
        guard try await writing.run({ try intake.remove(id, index.current, logger) }) else {
            throw RetrievalError.unknownProduct(id)
        }
        return Response(status: .noContent)
    }
}
