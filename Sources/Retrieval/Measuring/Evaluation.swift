import Dispatch
public import Measures
public import Records
import Synchronization

/// The paper's grid (Chen et al., WWW 2023, table 2): how well each view of a trigger finds each view of its offers.
public struct Evaluation: Sendable {
    /// "i-i" and so on, trigger first.
    public struct Cell: Hashable, Sendable, CustomStringConvertible {
        public let trigger: View
        public let offer: View

        public init(trigger: View, offer: View) { (self.trigger, self.offer) = (trigger, offer) }

        public var description: String { "\(trigger.rawValue)-\(offer.rawValue)" }
        public static let all = View.allCases.flatMap { trigger in
            View.allCases.map { Cell(trigger: trigger, offer: $0) }
        }
    }

    /// Scores by cell, of all queries and by the widest category of the trigger.
    public struct Grid: Sendable {
        public fileprivate(set) var overall: [Cell: RankingScores] = [:]
        public fileprivate(set) var byCategory: [String: [Cell: RankingScores]] = [:]
        /// How many products were ranked for each query.
        public let candidates: Int
    }

    private let snapshot: IndexSnapshot

    public init(_ snapshot: IndexSnapshot) { self.snapshot = snapshot }

    /// Products of one part of the catalogue rank each other; those that share a style are relevant to each other.
    public func byStyle(_ products: [Product], part: Split = .test) -> Grid {
        let held = products.filter { Split(of: $0) == part && snapshot.row(of: $0.id) != nil }
        var styles: [String: [ProductID]] = [:]
        for product in held { if let style = product.style { styles[style, default: []].append(product.id) } }
        var relevant: [ProductID: Set<ProductID>] = [:]
        for product in held {
            guard let style = product.style, let same = styles[style], same.count > 1 else { continue }
            relevant[product.id] = Set(same).subtracting([product.id])
        }
        return grid(held, relevant) { $0.style }
    }

    /// - Parameters:
    ///   - candidates: What is ranked for every query, the query itself left out.
    ///   - relevant: For each query what is relevant to it.
    ///   - group: What a query's luck is shared with (see `RankingScores`); each stands alone where nil.
    public func grid(
        _ candidates: [Product], _ relevant: [ProductID: Set<ProductID>], group: (Product) -> String? = { _ in nil }
    ) -> Grid {
        let known = candidates.filter { snapshot.row(of: $0.id) != nil }
        let queries = known.filter { relevant[$0.id] != nil }
        let wanted = queries.map { query in
            let ids = relevant[query.id] ?? []
            return known.indices.filter { ids.contains(known[$0].id) }
        }
        var grid = Grid(candidates: known.count)
        for cell in Cell.all {
            let offers = Offers(known.map(\.id), snapshot, cell.offer)
            let ranks = Mutex([Int??](repeating: nil, count: queries.count))
            DispatchQueue.concurrentPerform(iterations: queries.count) { at in
                // A trigger without that side is no query of the cell.
                let id = queries[at].id
                guard let trigger = snapshot.vector(of: id, cell.trigger) else { return }
                let rank = offers.firstRank(trigger, wanted[at], without: id)
                ranks.withLock { $0[at] = .some(rank) }
            }
            for (query, rank) in zip(queries, ranks.withLock { $0 }) {
                guard let rank else { continue }
                grid.overall[cell, default: RankingScores()].add(firstRank: rank, of: group(query))
                grid.byCategory[query.category.first ?? "", default: [:]][cell, default: RankingScores()]
                    .add(firstRank: rank, of: group(query))
            }
        }
        return grid
    }
}
