import CKernels

/// Rows that came since the frozen part was built: few, so all of them are looked at.
///
/// Vectors lie in blocks that are filled once and never moved: a copy of this value, taken under the writer's lock, is read
/// without one, since it looks at no row beyond its own count.
struct FreshRows: Sendable {
    private let dimension: Int
    private var blocks: [Block] = []
    /// The numbers of the rows, ascending.
    private(set) var numbers: [Int] = []
    private var born: [Moment] = []
    private var died: [Moment] = []

    private static let blockRows = 512

    init(dimension: Int) { self.dimension = dimension }

    var count: Int { numbers.count }

    mutating func append(_ vector: ArraySlice<Float>, at row: Int, _ moment: Moment) {
        precondition(vector.count == dimension, "a vector of \(dimension) numbers")
        precondition(numbers.last.map { $0 < row } ?? true, "rows come in the order of their numbers")
        if count % Self.blockRows == 0 { blocks.append(Block(Self.blockRows * dimension)) }
        blocks[blocks.count - 1].fill(from: count % Self.blockRows * dimension, vector)
        numbers.append(row)
        born.append(moment)
        died.append(.never)
    }

    /// - Returns: Whether the row is one of these.
    @discardableResult
    mutating func delete(_ row: Int, _ moment: Moment) -> Bool {
        guard let place = place(of: row) else { return false }
        if died[place] == .never { died[place] = moment }
        return true
    }

    func vector(_ row: Int) -> [Float]? {
        place(of: row).map { place in
            Array(UnsafeBufferPointer(start: start(of: place), count: dimension))
        }
    }

    /// Offers what was there at `moment` and passes the filter to the lists of the queries (lists.count, dimension).
    func offer(
        to lists: inout [NearestList], _ queries: [Float], among filter: RowFilter?, at moment: Moment
    ) {
        queries.withUnsafeBufferPointer { queries in
            guard let asked = queries.baseAddress else { return }
            for place in 0..<count where born[place] <= moment && moment < died[place] {
                let row = numbers[place]
                if let filter, row >= filter.count || !filter.contains(row) { continue }
                let vector = start(of: place)
                for at in lists.indices {
                    let score = ck_dot(asked + at * dimension, vector, dimension)
                    if score >= lists[at].bar { lists[at].offer(Neighbor(row: row, score: score)) }
                }
            }
        }
    }

    private func start(of place: Int) -> UnsafePointer<Float> {
        blocks[place / Self.blockRows].start + place % Self.blockRows * dimension
    }

    private func place(of row: Int) -> Int? {
        var (low, high) = (0, numbers.count)
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] < row { low = middle + 1 } else { high = middle }
        }
        return low < numbers.count && numbers[low] == row ? low : nil
    }

    /// Memory for vectors; a place is written once, before any reader is told of it.
    private final class Block: @unchecked Sendable {
        private let memory: UnsafeMutablePointer<Float>

        init(_ count: Int) {
            memory = .allocate(capacity: count)
            memory.initialize(repeating: 0, count: count)
        }

        deinit { memory.deallocate() }

        var start: UnsafePointer<Float> { UnsafePointer(memory) }

        func fill(from: Int, _ values: ArraySlice<Float>) {
            for (at, value) in values.enumerated() { memory[from + at] = value }
        }
    }
}
