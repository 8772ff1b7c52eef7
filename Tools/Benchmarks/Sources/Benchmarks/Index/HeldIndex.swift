import Foundation
import Neighbors
import Synchronization

/// An index of ours and what is ordered of it.
struct HeldIndex {
    private var index: OurIndex

    /// Builds one. Memory is what stays of it when the vectors that it was given are gone, none of it a file's.
    static func build(_ order: WorkOrder) throws -> (HeldIndex, WorkResult) {
        let before = Machine.resident
        func built() throws -> (OurIndex, Double) {
            let vectors = Array(try VectorSet.floats(order.rows).prefix(order.count * order.dimension))
            let clock = ContinuousClock()
            let start = clock.now
            let index = try OurIndex(vectors, as: order)
            return (index, (clock.now - start) / .seconds(1))
        }
        let (index, seconds) = try built()
        let result = WorkResult(
            seconds: seconds, mebibytes: Machine.resident - before, needed: order.kind == "exact" ? nil : index.needed)
        return (HeldIndex(index: index), result)
    }

    /// Answers all queries once and writes which rows were found.
    mutating func find(_ order: WorkOrder) throws {
        let index = try index.index(at: order)
        let found = try index.search(
            VectorSet.floats(order.queries), limit: order.limit, among: Self.filter(order, index.count))
        let rows = found.flatMap { found in
            (0..<order.limit).map { $0 < found.count ? Int32(found[$0].row) : -1 }
        }
        try VectorSet.bytes(rows).write(to: URL(filePath: order.found))
    }

    /// Queries a second: by `threads` that ask one after another, or by one that asks batches, which the index shares out.
    mutating func rate(_ order: WorkOrder) throws -> Double {
        let index = try index.index(at: order)
        let queries = try VectorSet.floats(order.queries)
        let (filter, dimension) = (try Self.filter(order, index.count), order.dimension)
        let answered = Mutex(0)
        let fault = Mutex<NeighborError?>(nil)
        let clock = ContinuousClock()
        let start = clock.now
        let end = start + .seconds(order.seconds)
        DispatchQueue.concurrentPerform(iterations: order.batch == 1 ? order.threads : 1) { number in
            var (at, done) = (number * 7919, 0)
            do throws(NeighborError) {
                while done == 0 || clock.now < end {
                    let first = at % max(1, order.asked - order.batch + 1)
                    let last = min(order.asked, first + order.batch)
                    let asked = Array(queries[(first * dimension)..<(last * dimension)])
                    done += try index.search(asked, limit: order.limit, among: filter).count
                    at += order.batch
                }
            } catch { fault.withLock { $0 = error } }
            answered.withLock { $0 += done }
        }
        if let fault = fault.withLock({ $0 }) { throw fault }
        return Double(answered.withLock { $0 }) / ((clock.now - start) / .seconds(1))
    }

    private static func filter(_ order: WorkOrder, _ count: Int) throws -> RowFilter? {
        guard !order.filter.isEmpty else { return nil }
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: order.filter)))
        return RowFilter(count: count, rows: (0..<count).lazy.filter { bytes[$0 >> 3] >> ($0 & 7) & 1 == 1 })
    }
}
