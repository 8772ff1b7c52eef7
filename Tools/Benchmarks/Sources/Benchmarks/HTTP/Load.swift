import CLoad
import Foundation

/// Requests sent to servers from one thread, and what came of them.
struct Load {
    /// What was answered.
    struct Outcome {
        /// Milliseconds from sending to the last byte of those answered with 200.
        var accepted = Samples()
        /// The same from when they were due.
        var due = Samples()
        /// How late requests were sent, by the sender's fault.
        var late = Samples()
        var statuses: [Int: Int] = [:]
        var sent = 0
        var unsent = 0
        var broken = 0
        var cut = 0
        var connected = 0
        var seconds = 0.0

        /// Answers of 200 a second.
        var rate: Double { Double(statuses[200] ?? 0) / seconds }

        mutating func add(_ other: Outcome) {
            accepted.add(other.accepted)
            due.add(other.due)
            late.add(other.late)
            statuses.merge(other.statuses) { $0 + $1 }
            (sent, unsent, broken) = (sent + other.sent, unsent + other.unsent, broken + other.broken)
            (cut, connected, seconds) = (cut + other.cut, connected + other.connected, seconds + other.seconds)
        }
    }

    let ports: [UInt16]
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private let requests: [cload_request]

    /// - Parameter requests: They are asked by turns; they stay in memory until the program ends.
    init(_ requests: [[UInt8]], ports: [UInt16]) {
        self.ports = ports
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: requests.reduce(1) { $0 + $1.count })
        var (made, end): ([cload_request], Int) = ([], 0)
        for request in requests {
            let place = UnsafeMutableBufferPointer(rebasing: bytes[end..<(end + request.count)])
            _ = place.initialize(from: request)
            if let start = place.baseAddress { made.append(cload_request(bytes: start, count: request.count)) }
            end += request.count
        }
        (self.bytes, self.requests) = (bytes, made)
    }

    /// Sends them.
    ///
    /// - Parameters:
    ///   - rate: Requests a second, whatever is answered; nil sends the next once the one before was answered.
    ///   - first: Which is sent first.
    func run(connections: Int, seconds: Double, rate: Double? = nil, first: Int = 0) throws -> Outcome {
        var result = cload_result()
        let status = ports.withUnsafeBufferPointer { ports in
            requests.withUnsafeBufferPointer { requests -> Int32 in
                guard let port = ports.baseAddress, let request = requests.baseAddress else { return EINVAL }
                var plan = cload_plan(
                    ports: port, port_count: ports.count, connections: connections, requests: request,
                    request_count: requests.count, first: first % requests.count, seconds: seconds, rate: rate ?? 0)
                return cload_run(&plan, &result)
            }
        }
        guard status == 0 else { throw LifeError.system("the load", status) }
        defer { cload_free(&result) }
        var outcome = Outcome()
        for answer in UnsafeBufferPointer(start: result.answers, count: result.count) {
            outcome.statuses[Int(answer.status), default: 0] += 1
            outcome.late.add(.milliseconds(Double(answer.late)))
            guard answer.status == 200 else { continue }
            outcome.accepted.add(.milliseconds(Double(answer.milliseconds - answer.late)))
            outcome.due.add(.milliseconds(Double(answer.milliseconds)))
        }
        (outcome.sent, outcome.unsent, outcome.broken) = (result.sent, result.unsent, result.broken)
        (outcome.cut, outcome.connected, outcome.seconds) = (result.cut, result.connected, result.seconds)
        return outcome
    }
}
