import CFaiss
import Neighbors

extension FaissIndex {
    /// Builds from vectors (n, dimension) of finite numbers, one row at least.
    convenience init(
        _ vectors: [Float], dimension: Int, _ plan: IndexPlan, _ settings: FaissIndexing
    ) throws(NeighborError) {
        var (made, error) = (Self.settings(plan.kind, settings), cfaiss_error())
        let handle = cfaiss_build(vectors, vectors.count / dimension, dimension, &made, &error)
        guard let handle else { throw Self.fault(error) }
        self.init(handle, nil, reason: plan.reason, settings)
    }

    /// Builds what `old` has and more rows after it.
    convenience init(
        extending old: FaissIndex, with vectors: [Float], _ plan: IndexPlan, _ settings: FaissIndexing
    ) throws(NeighborError) {
        var (made, error) = (Self.settings(plan.kind, settings), cfaiss_error())
        let handle = cfaiss_extend(old.handle, vectors, vectors.count / old.dimension, &made, &error)
        guard let handle else { throw Self.fault(error) }
        self.init(handle, nil, reason: plan.reason, settings)
    }

    private static func fault(_ error: cfaiss_error) -> NeighborError {
        Task.isCancelled ? .cancelled : .failed(reason: error.words)
    }

    private static func settings(_ kind: IndexPlan.Kind, _ settings: FaissIndexing) -> cfaiss_settings {
        let number =
            switch kind {
            case .graph: CFAISS_GRAPH
            case .lists: CFAISS_LISTS
            case .graphOfBytes, .exact: CFAISS_BYTES
            }
        return cfaiss_settings(
            kind: Int32(number), links: Int32(settings.links), construction: Int32(settings.construction), lists: 0,
            threads: Int32(settings.threads ?? 0), go_on: { _ in Task.isCancelled ? 0 : 1 }, context: nil)
    }
}
