import Foundation

/// A page in a browser, as its visitor sees and uses it.
struct BrowserPage: Sendable {
    let devTools: DevTools
    let session: String
    /// What sets its visitor apart from others: cookies, storage, permissions.
    let context: String

    /// How long something may take on a machine with much to do.
    private static let patience = Duration.seconds(120)

    @discardableResult func ask(_ method: String, _ parameters: [String: Any] = [:]) async throws -> Data {
        try await devTools.ask(method, parameters, session: session)
    }

    private struct Evaluated<Value: Decodable>: Decodable {
        struct Fault: Decodable {
            struct Thrown: Decodable { let description: String? }
            let text: String
            let exception: Thrown?
        }
        struct Remote: Decodable { let value: Value? }
        struct Result: Decodable {
            let result: Remote?
            let exceptionDetails: Fault?
        }
        let result: Result
    }

    /// The value of a program's last expression, a promise's once it is kept; nil where there is none.
    func value<Value: Decodable>(_ program: String, as type: Value.Type) async throws -> Value? {
        let answer = try await ask(
            "Runtime.evaluate",
            ["expression": program, "awaitPromise": true, "returnByValue": true, "userGesture": true])
        do {
            let evaluated = try JSONDecoder().decode(Evaluated<Value>.self, from: answer).result
            guard let fault = evaluated.exceptionDetails else { return evaluated.result?.value }
            throw BrowserError.failed(program: program, reason: fault.exception?.description ?? fault.text)
        } catch is DecodingError {
            throw BrowserError.failed(program: program, reason: "gave \(String(decoding: answer, as: UTF8.self))")
        }
    }

    func text(_ program: String) async throws -> String { try await value("String(\(program))", as: String.self) ?? "" }
    func number(_ program: String) async throws -> Double {
        try await value("Number(\(program))", as: Double.self) ?? .nan
    }
    func holds(_ condition: String) async throws -> Bool {
        try await value("Boolean(\(condition))", as: Bool.self) ?? false
    }
    func run(_ program: String) async throws { _ = try await value("void (\(program))", as: Bool.self) }

    /// The text of the first element that a selector finds, as it can be read.
    func read(_ selector: String) async throws -> String {
        try await text("document.querySelector(\(quoted(selector)))?.innerText.trim() ?? ''")
    }

    /// Goes to an address and waits until all is there.
    func open(_ address: String) async throws {
        try await ask("Page.navigate", ["url": address])
        try await wait(for: "document.readyState === 'complete' && location.href !== 'about:blank'")
    }

    func reload() async throws {
        try await run("window.isOld = true")
        try await ask("Page.reload")
        try await wait(for: "!window.isOld && document.readyState === 'complete'")
    }

    /// Waits until a condition holds in the page; fails with what the page was where it never does.
    func wait(for condition: String) async throws {
        let end = ContinuousClock.now + Self.patience
        while true {
            // While one page takes another's place there is nothing to ask.
            do { if try await holds(condition) { return } } catch BrowserError.refused {} catch BrowserError.failed {}
            guard ContinuousClock.now < end else {
                let page = try await text(
                    "document.body.dataset.state + '\\n' + document.body.innerText.slice(0, 2000)")
                throw BrowserError.neverCame(condition, page: page)
            }
            try await Task.sleep(for: .milliseconds(25))
        }
    }

    /// Waits until a selector finds something that is shown.
    func wait(toSee selector: String) async throws {
        try await wait(
            for: "document.querySelector(\(quoted(selector)))?.checkVisibility({ visibilityProperty: true })")
    }

    /// A text as JavaScript writes it.
    func quoted(_ text: String) -> String {
        let array = (try? JSONSerialization.data(withJSONObject: [text])) ?? Data("[\"\"]".utf8)
        return String(String(decoding: array, as: UTF8.self).dropFirst().dropLast())
    }
}
