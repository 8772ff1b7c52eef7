import Logging

/// What became of one line of a body of many.
struct LineAnswer<Outcome: Encodable & Sendable>: Encodable {
    /// From 1.
    private let line: Int
    private let result: Result<Outcome, Problem>

    /// - Parameter request: By this id the log tells of an error that nobody expected.
    init(_ line: Int, _ result: Result<Outcome, any Error>, _ request: String, _ logger: Logger) {
        self.line = line
        self.result = result.answered(of: "line", line, request, logger)
    }

    enum CodingKeys: CodingKey { case line, error }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(line, forKey: .line)
        switch result {
        case .success(let outcome): try outcome.encode(to: encoder)
        case .failure(let problem): try container.encode(problem, forKey: .error)
        }
    }
}
