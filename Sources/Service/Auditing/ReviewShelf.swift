import Audit
import Catalog
import Synchronization

/// The audits that are looked at, opened once; the one looked at longest ago makes room for another.
final class ReviewShelf: Sendable {
    private let kept: KeptAudits
    private let store: CatalogStore
    private let open = Mutex<[(id: AuditID, clusters: KeptClusters)]>([])
    private static let most = 2

    init(_ kept: KeptAudits, _ store: CatalogStore) { (self.kept, self.store) = (kept, store) }

    /// An audit that is done, by what the address calls it.
    func review(_ text: String) throws -> AuditReview {
        let record = try record(text)
        guard record.state == .done else { throw AuditingError.notDone(record.id, record.state) }
        // Under the lock: whoever asks meanwhile needs the same, and would read it again.
        let clusters = try open.withLock { open in
            if let at = open.firstIndex(where: { $0.id == record.id }) {
                let found = open.remove(at: at)
                open.append(found)
                return found.clusters
            }
            let clusters = try KeptClusters(in: kept.report(record.id).path)
            open.append((record.id, clusters))
            if open.count > Self.most { open.removeFirst() }
            return clusters
        }
        return AuditReview(record: record, clusters: clusters, store: store)
    }

    /// What is known of an audit, by what the address calls it.
    func record(_ text: String) throws -> AuditRecord {
        guard let id = AuditID(text), let record = try kept.record(id) else { throw AuditingError.unknownAudit(text) }
        return record
    }

    func forget(_ id: AuditID) { open.withLock { $0.removeAll { $0.id == id } } }
}
