/// The best few of many neighbours: a heap whose top is the worst that is kept.
public struct NearestList {
    private let limit: Int
    private var heap: [Neighbor] = []

    public init(limit: Int) { self.limit = limit }

    /// No score below this can enter any more.
    @inline(__always) public var bar: Float { heap.count < limit ? -.infinity : heap[0].score }

    public mutating func offer(_ neighbor: Neighbor) {
        guard heap.count == limit else { return grow(by: neighbor) }
        guard limit > 0, neighbor.precedes(heap[0]) else { return }
        heap.withUnsafeMutableBufferPointer { heap in
            // The hole at the top sinks below the worse of its children until the new one fits.
            var at = 0
            while 2 * at + 1 < heap.count {
                var child = 2 * at + 1
                if child + 1 < heap.count, heap[child].precedes(heap[child + 1]) { child += 1 }
                if heap[child].precedes(neighbor) { break }
                heap[at] = heap[child]
                at = child
            }
            heap[at] = neighbor
        }
    }

    private mutating func grow(by neighbor: Neighbor) {
        heap.append(neighbor)
        heap.withUnsafeMutableBufferPointer { heap in
            var at = heap.count - 1
            while at > 0, heap[(at - 1) / 2].precedes(neighbor) {
                heap[at] = heap[(at - 1) / 2]
                at = (at - 1) / 2
            }
            heap[at] = neighbor
        }
    }

    /// The best first.
    public var sorted: [Neighbor] { heap.sorted { $0.precedes($1) } }
}
