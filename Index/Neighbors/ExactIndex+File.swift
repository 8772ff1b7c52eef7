extension ExactIndex {
    /// What marks an exact index among index files.
    public static let kind: UInt32 = 0

    public init(contentsOf path: String) throws(NeighborError) {
        try self.init(IndexFile(contentsOf: path), path)
    }

    /// Looks at the rows of an opened file where they lie.
    public init(_ file: IndexFile, _ path: String) throws(NeighborError) {
        guard file.kind == Self.kind, file.sectionCount == 1, file.section(0).count == file.count * file.dimension * 4
        else {
            throw .damaged(path: path, reason: "it is no exact index of \(file.count) rows of \(file.dimension)")
        }
        try self.init(.mapped(file), count: file.count, dimension: file.dimension)
    }

    public func write(to path: String) throws(NeighborError) {
        var fault: NeighborError?
        rows.withPointer { rows in
            do throws(NeighborError) {
                try IndexFile.write(
                    to: path, kind: Self.kind, dimension: dimension, count: count,
                    sections: [UnsafeRawBufferPointer(rows)])
            } catch { fault = error }
        }
        if let fault { throw fault }
    }

    public var summary: IndexSummary {
        var mapped = 0
        if case .mapped(let file) = rows { mapped = file.size }
        return IndexSummary(
            kind: "exact", reason: "every row is looked at",
            residentBytes: count * dimension * MemoryLayout<Float>.size, mappedBytes: mapped)
    }
}

extension ExactIndexing {
    public func extend(_ index: any FrozenIndex, with vectors: [Float]) throws(NeighborError) -> any FrozenIndex {
        guard let exact = index as? ExactIndex else { return try rebuilt(index, with: vectors) }
        return try ExactIndex(exact.all + vectors, dimension: exact.dimension)
    }
}
