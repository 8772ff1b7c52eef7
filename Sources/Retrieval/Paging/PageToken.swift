import Neighbors

/// Where the next page of an answer begins, and what it is pinned to: the same rows at the same moment, whatever is written
/// in between.
public struct PageToken: Hashable, Sendable {
    /// The living snapshot's key.
    let pin: UInt64
    let moment: Moment
    /// How many answers the first page had: they come first on whichever page.
    let head: Int
    let offset: Int
    /// Of the question: the token is of no use to another.
    let question: UInt64

    init(pin: UInt64, moment: Moment, head: Int, offset: Int, question: UInt64) {
        (self.pin, self.moment, self.head, self.offset, self.question) = (pin, moment, head, offset, question)
    }

    /// The five numbers in hexadecimal, joined by dots.
    public var text: String {
        [pin, moment.number, UInt64(head), UInt64(offset), question].map { String($0, radix: 16) }
            .joined(separator: ".")
    }

    /// - Throws: `RetrievalError.badPage` for what no answer gave.
    public init(_ text: String) throws(RetrievalError) {
        let parts = text.utf8.count <= 85 ? text.split(separator: ".", omittingEmptySubsequences: false) : []
        let numbers = parts.compactMap { UInt64($0, radix: 16) }
        guard parts.count == 5, numbers.count == 5, (1...UInt64(Query.largestLimit)).contains(numbers[2]),
            numbers[3] <= UInt64(Query.largestOffset)
        else { throw .badPage(reason: "that is no page that an answer gave") }
        self.init(
            pin: numbers[0], moment: Moment(numbers[1]), head: Int(numbers[2]), offset: Int(numbers[3]),
            question: numbers[4])
    }
}
