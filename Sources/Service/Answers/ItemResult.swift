import Logging

extension Result where Failure == any Error {
    /// What is answered about one of many things: what came of it, or the problem; an error that nobody expected is logged.
    ///
    /// - Parameters:
    ///   - name: What the things are called, as `line`.
    ///   - number: Which of them it is.
    ///   - request: By this id the log tells of the request.
    func answered(of name: String, _ number: Int, _ request: String, _ logger: Logger) -> Result<Success, Problem> {
        mapError { error in
            if let problem = Problem(error) { return problem }
            logger.error("a \(name) failed", metadata: ["error": "\(error)", "\(name)": "\(number)"])
            return .unexpected(request)
        }
    }
}
