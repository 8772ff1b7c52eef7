import Catalog
import Files
import Foundation

/// The clusters of a kept audit: any of them by its number, and which of them a text is in.
///
/// All are read once when it is opened; then one is read from where its line stands.
public final class KeptClusters: Sendable {
    private let path: String
    private let file: MappedFile
    /// Where each line begins, and behind the last one.
    private let starts: [Int]
    /// How many members each has.
    public let sizes: [Int]
    /// Those that people had decided before the audit, by number.
    public let decided: Set<Int>
    /// The words of each, folded, and where they end.
    private let words: [UInt8]
    private let ends: [Int]

    /// - Parameter folder: The files of a report.
    public init(in folder: String) throws(AuditError) {
        path = URL(filePath: folder).appending(path: AuditReport.clustersName).path
        do { file = try MappedFile(path: path) } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        starts = Self.starts(file.bytes)
        let (file, starts, path) = (file, starts, path)
        // A batch for a few lines: there may be many, and each is short.
        let batches = stride(from: 0, to: starts.count - 1, by: 256).map { $0..<min($0 + 256, starts.count - 1) }
        let heads = try Parallel.map(batches.count) { (batch) throws(AuditError) in
            var heads: [Head] = []
            for at in batches[batch] {
                heads.append(try Self.read(Head.self, file, starts[at]..<starts[at + 1], line: at + 1, path))
            }
            return heads
        }.flatMap { $0 }
        for (at, head) in heads.enumerated() where head.cluster != at + 1 {
            throw .damaged(path: path, line: at + 1, reason: "it is cluster \(head.cluster)")
        }
        sizes = heads.map(\.members.count)
        decided = Set(heads.filter { $0.decision != nil }.map(\.cluster))
        var (words, ends): ([UInt8], [Int]) = ([], [])
        for head in heads {
            words += head.members.flatMap { "\($0.id) \($0.seller ?? "") \($0.title)\n".folded.utf8 }
            ends.append(words.count)
        }
        (self.words, self.ends) = (words, ends)
    }

    /// What is looked at of each when it is opened.
    private struct Head: Decodable {
        let cluster: Int
        let members: [DuplicateCluster.Member]
        let decision: PairDecision.Verdict?
    }

    public var count: Int { sizes.count }

    /// A cluster by its number, from 1; nil where there is none.
    public func cluster(_ number: Int) throws(AuditError) -> DuplicateCluster? {
        guard number > 0, number <= count else { return nil }
        return try Self.read(
            DuplicateCluster.self, file, starts[number - 1]..<starts[number], line: number, path)
    }

    /// The numbers of the clusters that hold every word of a text, ascending: within an id, a title or a seller's name,
    /// whatever the case and the accents.
    public func numbers(with text: String) -> [Int] {
        let sought = text.folded.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
        return words.withUnsafeBytes { bytes in
            ends.indices.filter { at in
                let part = UnsafeRawBufferPointer(rebasing: bytes[(at == 0 ? 0 : ends[at - 1])..<ends[at]])
                return sought.allSatisfy { Self.contains(part, $0) }
            }.map { $0 + 1 }
        }
    }

    /// - Parameter sought: One byte at least.
    private static func contains(_ text: UnsafeRawBufferPointer, _ sought: [UInt8]) -> Bool {
        guard let base = text.baseAddress else { return false }
        var from = 0
        while from + sought.count <= text.count,
            let found = memchr(base + from, Int32(sought[0]), text.count - sought.count - from + 1)
        {
            if memcmp(found, sought, sought.count) == 0 { return true }
            from = UnsafeRawPointer(found) - base + 1
        }
        return false
    }

    private static func starts(_ bytes: UnsafeRawBufferPointer) -> [Int] {
        var starts = [0]
        while let from = starts.last, from < bytes.count, let base = bytes.baseAddress {
            let end = memchr(base + from, 0x0A, bytes.count - from).map { UnsafeRawPointer($0) - base + 1 }
            starts.append(end ?? bytes.count)
        }
        return starts
    }

    private static func read<Value: Decodable>(
        _ type: Value.Type, _ file: MappedFile, _ range: Range<Int>, line: Int, _ path: String
    ) throws(AuditError) -> Value {
        do { return try JSONDecoder().decode(type, from: Data(file.bytes[range])) } catch {
            throw .damaged(path: path, line: line, reason: "\(error)")
        }
    }
}

extension String {
    /// Without case and accents.
    fileprivate var folded: String { folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil) }
}
