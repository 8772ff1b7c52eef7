import HTTPTypes
import Hummingbird

/// `/healthz`, `/readyz`, `/metrics`: how the server is.
struct HealthController {
    let index: LiveIndex
    let figures: ServiceFigures
    let draining: Draining

    struct Health: Encodable {
        let status: String
    }

    struct Readiness: Encodable {
        let status: String
        let model: String
        let products: Int
    }

    func register(on routes: inout RouteTable) {
        let (index, figures, draining) = (index, figures, draining)
        routes.on(.get, "/healthz", needs: nil) { _, _ in try .json(Health(status: "alive")) }
        routes.on(.get, "/readyz", needs: nil) { _, _ in
            guard !draining.isUnderWay else { throw Problem.draining }
            let retriever = try index.retriever()
            let (model, products) = (retriever.manifest.model, retriever.counts.products)
            return try .json(Readiness(status: "ready", model: model, products: products))
        }
        routes.on(.get, "/metrics", needs: .read, isLimited: false) { _, _ in
            Response(status: .ok, type: "text/plain; version=0.0.4; charset=utf-8", bytes: figures.text().utf8)
        }
    }
}
