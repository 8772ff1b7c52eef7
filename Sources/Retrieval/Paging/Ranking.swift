import Neighbors

/// One order of all answers to a question, of which pages are cut: the same whichever page is asked for first.
///
/// A search that looks further finds the far ones better and may order near ones otherwise. So the first page's answers are
/// found as if it were the only one and come first, with the few that were found beyond it; what a deeper search finds
/// besides follows, by fixed depths.
struct Ranking {
    /// How deep the searches behind the first page look; pages up to the first one's thousand cost one of them.
    private static let depths = [1280, Query.largestOffset + Query.largestLimit]

    private(set) var rows: [Neighbor]

    /// - Parameters:
    ///   - needed: The place after the last one that is asked for.
    ///   - first: The order as far as the first page's search sees it.
    ///   - hidden: Rows that are no answers of their own.
    ///   - deep: The nearest rows, as many as it is told.
    init(
        needed: Int, first: [Neighbor], hidden: Set<Int> = [], deep: (Int) throws -> [Neighbor]
    ) rethrows {
        rows = first
        // One more says whether there is a next page.
        guard needed >= first.count else { return }
        var seen = hidden.union(rows.map(\.row))
        for depth in Self.depths {
            rows += try deep(depth + hidden.count).filter { seen.insert($0.row).inserted }
            // As far as a depth reaches whatever was found before it, pages come from it.
            if needed <= depth - 2 * Query.largestLimit { return }
        }
    }
}
