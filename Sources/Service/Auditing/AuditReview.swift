import Audit
import Catalog

/// The clusters of an audit and what is decided about them.
struct AuditReview: Sendable {
    let record: AuditRecord
    let clusters: KeptClusters
    let store: CatalogStore

    enum Standing: String, CaseIterable { case all, open, decided }
    enum Order: String, CaseIterable { case confidence, size }

    /// Which clusters are asked for.
    struct Question: Sendable {
        var standing = Standing.all
        var order = Order.confidence
        var text: String?
        var offset = 0
        var limit = 20
    }

    /// A part of the clusters that were asked for, and how many there are.
    struct Page: Encodable, Sendable {
        let clusters: [ClusterAnswer]
        /// Of those that were asked for.
        let total: Int
        /// Of all of the audit.
        let open: Int
        let decided: Int
    }

    /// In a list no cluster shows more pairs: its own address has all.
    private static let listedPairs = 50

    func page(_ question: Question) throws -> Page {
        let rulings = try store.rulings(audit: record.id.text)
        var numbers = question.text.map { clusters.numbers(with: $0) } ?? Array(0..<clusters.count).map { $0 + 1 }
        if question.standing != .all {
            numbers = numbers.filter { isDecided($0, rulings) == (question.standing == .decided) }
        }
        // They are numbered from the surest on.
        if question.order == .size {
            numbers.sort { (clusters.sizes[$1 - 1], $0) < (clusters.sizes[$0 - 1], $1) }
        }
        let page = numbers.dropFirst(question.offset).prefix(question.limit)
        let decided = decidedCount(rulings)
        return Page(
            clusters: try answers(try page.map(cluster), rulings, mostPairs: Self.listedPairs), total: numbers.count,
            open: clusters.count - decided, decided: decided)
    }

    func one(_ number: Int) throws -> ClusterAnswer {
        let found = try answers(
            [try cluster(number)], try store.rulings(audit: record.id.text), mostPairs: .max)
        return found[0]
    }

    func cluster(_ number: Int) throws -> DuplicateCluster {
        guard let cluster = try clusters.cluster(number) else {
            throw AuditingError.unknownCluster("\(number)", count: clusters.count)
        }
        return cluster
    }

    /// How many are open and how many decided.
    func counts() throws -> (open: Int, decided: Int) {
        let decided = decidedCount(try store.rulings(audit: record.id.text))
        return (clusters.count - decided, decided)
    }

    private func isDecided(_ number: Int, _ rulings: [Int: StandingRuling]) -> Bool {
        rulings[number] != nil || clusters.decided.contains(number)
    }

    private func decidedCount(_ rulings: [Int: StandingRuling]) -> Int {
        clusters.decided.union(rulings.keys.filter { (1...max(1, clusters.count)).contains($0) }).count
    }

    private func answers(
        _ clusters: [DuplicateCluster], _ rulings: [Int: StandingRuling], mostPairs: Int
    ) throws -> [ClusterAnswer] {
        let products = try store.products(clusters.flatMap { $0.members.map(\.id) })
        let known = Dictionary(products.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return clusters.map { cluster in
            ClusterAnswer(
                cluster, rulings[cluster.number], products: known, revision: record.revision ?? .max,
                mostPairs: mostPairs)
        }
    }
}
