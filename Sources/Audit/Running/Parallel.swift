import Dispatch
import Synchronization

/// Work spread over the cores.
enum Parallel {
    /// What `body` gives for each of `0..<count`, in that order.
    static func map<T: Sendable, E: Error>(
        _ count: Int, _ body: @Sendable (Int) throws(E) -> T
    ) throws(E) -> [T] {
        if QuietWork.isOn {
            var values: [T] = []
            for at in 0..<count { values.append(try body(at)) }
            return values
        }
        let results = Mutex<[Int: Result<T, E>]>([:])
        DispatchQueue.concurrentPerform(iterations: count) { at in
            let result = Result { () throws(E) in try body(at) }
            results.withLock { $0[at] = result }
        }
        let all = results.withLock { $0 }
        var values: [T] = []
        for at in 0..<count {
            if let result = all[at] { values.append(try result.get()) }
        }
        return values
    }
}
