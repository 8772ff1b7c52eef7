import CFaiss
import Dispatch
import Foundation
public import Neighbors
import Synchronization

/// A graph or inverted lists; search-only and free of locks.
public final class FaissIndex: FrozenIndex, @unchecked Sendable {  // searches only read what is built
    public let dimension: Int
    public let count: Int
    public let kind: IndexPlan.Kind
    let handle: OpaquePointer
    /// The file whose memory the handle looks at; nil where it has memory of its own.
    let file: IndexFile?
    let reason: String
    private let breadth: Int
    private let direct = Atomic(0)
    private let narrow = Atomic(0)
    private let fallbacks = Atomic(0)

    /// From so many questions on they are shared out over the cores.
    private static let shared = 4
    /// In so many parts: a part for each question would cost more than an easy question does.
    private static let parts = 4 * ProcessInfo.processInfo.activeProcessorCount

    init(_ handle: OpaquePointer, _ file: IndexFile?, reason: String, _ settings: FaissIndexing) {
        self.handle = handle
        self.file = file
        self.reason = reason
        dimension = cfaiss_dimension(handle)
        count = cfaiss_count(handle)
        switch Int(cfaiss_kind(handle)) {
        case CFAISS_LISTS: kind = .lists
        case CFAISS_GRAPH: kind = .graph
        default: kind = .graphOfBytes
        }
        breadth = kind == .lists ? settings.probes : settings.breadth
    }

    deinit { cfaiss_free(handle) }

    public func search(
        _ queries: [Float], limit: Int, among filter: RowFilter?
    ) throws(NeighborError) -> [[Neighbor]] {
        try check(queries, among: filter)
        let questions = queries.count / dimension
        let passing = filter?.size ?? count
        let wanted = min(limit, passing)
        guard wanted > 0, questions > 0 else { return [[Neighbor]](repeating: [], count: questions) }
        let parts = questions < Self.shared ? 1 : min(questions, Self.parts)
        let answers = Mutex([Result<[[Neighbor]], NeighborError>](repeating: .success([]), count: parts))
        queries.withUnsafeBufferPointer { queries in
            withWords(of: filter) { words in
                nonisolated(unsafe) let (queries, words) = (queries, words)  // read alone
                @Sendable func answer(_ part: Int) {
                    guard let start = queries.baseAddress else { return }
                    let question = cfaiss_question(
                        vector: start, limit: wanted, breadth: breadth, filter: words, passing: passing)
                    let range = (questions * part / parts)..<(questions * (part + 1) / parts)
                    let found = find(question, range)
                    answers.withLock { $0[part] = found }
                }
                if parts == 1 { answer(0) } else { DispatchQueue.concurrentPerform(iterations: parts, execute: answer) }
            }
        }
        var found: [[Neighbor]] = []
        for answer in answers.withLock({ $0 }) { found += try answer.get() }
        return found
    }

    private func withWords(of filter: RowFilter?, _ body: (UnsafePointer<UInt64>?) -> Void) {
        guard let filter else { return body(nil) }
        filter.words.withUnsafeBufferPointer { body($0.baseAddress) }
    }

    /// The answers to some of the questions, the first of which `question` is.
    private func find(_ question: cfaiss_question, _ range: Range<Int>) -> Result<[[Neighbor]], NeighborError> {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: question.limit) { rows in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: question.limit) { scores in
                guard let places = rows.baseAddress, let values = scores.baseAddress else { return .success([]) }
                var answers: [[Neighbor]] = []
                answers.reserveCapacity(range.count)
                for number in range {
                    var (asked, how, error): (cfaiss_question, Int32, cfaiss_error) = (question, 0, cfaiss_error())
                    asked.vector += number * dimension
                    let found = cfaiss_search(handle, &asked, places, values, &how, &error)
                    guard found >= 0 else { return .failure(.failed(reason: error.words)) }
                    count(how)
                    answers.append((0..<found).map { Neighbor(row: Int(rows[$0]), score: scores[$0]) })
                }
                return .success(answers)
            }
        }
    }

    private func count(_ how: Int32) {
        switch Int(how) {
        case CFAISS_SCANNED: narrow.add(1, ordering: .relaxed)
        case CFAISS_FELL_BACK: fallbacks.add(1, ordering: .relaxed)
        default: direct.add(1, ordering: .relaxed)
        }
    }

    public func vector(_ row: Int) -> [Float] {
        precondition(row >= 0 && row < count, "row \(row) of \(count)")
        return Array(UnsafeBufferPointer(start: cfaiss_vector(handle, row), count: dimension))
    }

    public func innerProduct(with vector: [Float], _ row: Int) -> Float {
        precondition(row >= 0 && row < count, "row \(row) of \(count)")
        return Neighbors.innerProduct(
            vector, UnsafeBufferPointer(start: cfaiss_vector(handle, row), count: dimension))
    }

    public var counts: SearchCounts {
        SearchCounts(
            direct: direct.load(ordering: .relaxed), narrow: narrow.load(ordering: .relaxed),
            fallbacks: fallbacks.load(ordering: .relaxed))
    }

    public var summary: IndexSummary {
        let parts = (0..<Int(CFAISS_SECTIONS)).map { cfaiss_part(handle, Int32($0)).bytes }
        // Of the rows searches look at a few, except where there are no bytes to look at first.
        let resident = parts.reduce(0, +) - (kind == .graph ? 0 : parts[Int(CFAISS_ROWS)])
        return IndexSummary(
            kind: kind.rawValue, reason: reason, residentBytes: resident, mappedBytes: file?.size ?? 0)
    }
}

extension cfaiss_error {
    /// What went wrong, in words.
    var words: String {
        withUnsafeBytes(of: text) { bytes in String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
