import Neighbors

/// What a first page was asked for. The order it was cut from is kept where words were looked up too: the catalogue's text
/// index knows no moments, so asked again it would answer otherwise.
struct FirstPage: Hashable, Sendable {
    /// The question's digest.
    let question: UInt64
    let moment: Moment
    /// How many answers it had.
    let head: Int
}
