/// What went wrong between a test and its browser.
enum BrowserError: Error, CustomStringConvertible {
    case notStarted(String)
    /// It ended, or the connection was closed.
    case gone
    /// It refused a command.
    case refused(method: String, reason: String)
    /// A program of the test's failed in the page.
    case failed(program: String, reason: String)
    /// What was waited for never held; `page` is what was there instead.
    case neverCame(String, page: String)

    var description: String {
        switch self {
        case .notStarted(let reason): "the browser was not started: \(reason)"
        case .gone: "the browser is gone"
        case .refused(let method, let reason): "the browser refused \(method): \(reason)"
        case .failed(let program, let reason): "\(program) failed in the page: \(reason)"
        case .neverCame(let condition, let page): "\(condition) never held; the page was\n\(page)"
        }
    }
}
