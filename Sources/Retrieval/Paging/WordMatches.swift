import Neighbors

/// What the rows that words were found in were asked for by. They are kept: the catalogue's text index knows no moments, so
/// asked again for a further page it would answer otherwise.
struct WordMatches: Hashable, Sendable {
    /// The question's digest.
    let question: UInt64
    let moment: Moment
    /// How many answers the first page had.
    let head: Int
}
