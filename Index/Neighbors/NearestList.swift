/// The best few of many neighbours: a heap whose top is the worst that is kept.
public struct NearestList {
    private let limit: Int
    private var heap: [Neighbor] = []

    public init(limit: Int) { self.limit = limit }

    /// No score below this can enter any more.
    @inline(__always) public var bar: Float { heap.count < limit ? -.infinity : heap[0].score }

    public mutating func offer(_ neighbor: Neighbor) {
        if heap.count < limit {
            heap.append(neighbor)
            var at = heap.count - 1
            while at > 0, heap[(at - 1) / 2].precedes(heap[at]) {
                heap.swapAt(at, (at - 1) / 2)
                at = (at - 1) / 2
            }
        } else if limit > 0, neighbor.precedes(heap[0]) {
            heap[0] = neighbor
            var at = 0
            while true {
                var worst = at
                for child in [2 * at + 1, 2 * at + 2] where child < heap.count && heap[worst].precedes(heap[child]) {
                    worst = child
                }
                if worst == at { break }
                heap.swapAt(at, worst)
                at = worst
            }
        }
    }

    /// The best first.
    public var sorted: [Neighbor] { heap.sorted { $0.precedes($1) } }
}
