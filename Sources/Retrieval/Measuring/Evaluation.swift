import Dispatch
public import Measures
import Neighbors
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
        return grid(held, relevant)
    }

    /// - Parameters:
    ///   - candidates: What is ranked for every query, the query itself left out.
    ///   - relevant: For each query what is relevant to it.
    public func grid(_ candidates: [Product], _ relevant: [ProductID: Set<ProductID>]) -> Grid {
        let rows = candidates.compactMap { product in snapshot.row(of: product.id).map { (product, $0) } }
        let queries = rows.filter { relevant[$0.0.id] != nil }
        let wanted = queries.map { query in
            let ids = relevant[query.0.id] ?? []
            return rows.indices.filter { ids.contains(rows[$0].0.id) }
        }
        var grid = Grid(candidates: rows.count)
        for cell in Cell.all {
            let offers = rows.map { snapshot.vector($0.1, cell.offer) }
            let ranks = Mutex([Int??](repeating: nil, count: queries.count))
            DispatchQueue.concurrentPerform(iterations: queries.count) { at in
                // A trigger without that side is no query of the cell.
                guard let trigger = snapshot.vector(queries[at].1, cell.trigger) else { return }
                let rank = Self.firstRank(trigger, offers, wanted[at], without: queries[at].1, rows.map(\.1))
                ranks.withLock { $0[at] = .some(rank) }
            }
            for (query, rank) in zip(queries, ranks.withLock { $0 }) {
                guard let rank else { continue }
                grid.overall[cell, default: RankingScores()].add(firstRank: rank)
                grid.byCategory[query.0.category.first ?? "", default: [:]][cell, default: RankingScores()]
                    .add(firstRank: rank)
            }
        }
        return grid
    }

    /// The place of the first relevant offer, from 1; an irrelevant one of the same score comes before it.
    private static func firstRank(
        _ trigger: [Float], _ offers: [[Float]?], _ wanted: [Int], without own: Int, _ rows: [Int]
    ) -> Int? {
        let scores = offers.map { offer in offer.map { innerProduct(trigger, $0) } }
        guard let best = wanted.compactMap({ scores[$0] }).max() else { return nil }
        let relevant = Set(wanted)
        return 1
            + scores.indices.count { at in
                guard let score = scores[at], rows[at] != own, !relevant.contains(at) else { return false }
                return score >= best
            }
    }
}
