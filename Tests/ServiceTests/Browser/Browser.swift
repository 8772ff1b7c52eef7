import Foundation
import Testing

/// One browser for the tests of a suite.
final class Browser: Sendable {
    /// That of the suite a test belongs to.
    @TaskLocal static var current: Browser?

    /// Of a short name: it makes sockets in it, whose paths have no more than 107 bytes.
    private let folder: URL
    private let process: BrowserProcess
    private let devTools: DevTools

    init() throws {
        // A client that leaves must not end the tests.
        signal(SIGPIPE, SIG_IGN)
        let name = String(UInt32.random(in: 0 ... .max), radix: 16)
        folder = FileManager.default.temporaryDirectory.appending(path: "browser-\(name)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        process = try BrowserProcess(folder: folder)
        devTools = DevTools(commands: process.commands, answers: process.answers)
    }

    func end() {
        process.end()
        try? FileManager.default.removeItem(at: folder)
    }

    private struct Context: Decodable { let browserContextId: String }
    private struct Target: Decodable { let targetId: String }
    private struct Session: Decodable { let sessionId: String }
    private struct Answer<Value: Decodable>: Decodable { let result: Value }

    /// A page of a visitor who was never here before, 1280 by 800.
    func page() async throws -> BrowserPage {
        let context = try await ask("Target.createBrowserContext", as: Context.self).browserContextId
        let target = try await ask(
            "Target.createTarget", ["url": "about:blank", "browserContextId": context], as: Target.self
        ).targetId
        let session = try await ask(
            "Target.attachToTarget", ["targetId": target, "flatten": true], as: Session.self
        ).sessionId
        let page = BrowserPage(devTools: devTools, session: session, context: context)
        for domain in ["Page", "Runtime", "Log", "Network"] { try await page.ask("\(domain).enable") }
        try await page.noteRequests()
        try await page.resize(width: 1280, height: 800)
        return page
    }

    private func ask<Value: Decodable>(
        _ method: String, _ parameters: [String: Any] = [:], as type: Value.Type
    ) async throws -> Value {
        let answer = try await devTools.ask(method, parameters)
        return try JSONDecoder().decode(Answer<Value>.self, from: answer).result
    }
}

/// Starts a browser for a suite and ends it behind its last test.
struct BrowserScope: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let browser = try Browser()
        defer { browser.end() }
        try await Browser.$current.withValue(browser) { try await function() }
    }
}

extension Trait where Self == BrowserScope {
    static var browser: Self { Self() }
}

extension Trait where Self == ConditionTrait {
    static var browserIsInstalled: Self {
        .enabled(if: BrowserProcess.isInstalled, "there is no \(BrowserProcess.path)")
    }
}
