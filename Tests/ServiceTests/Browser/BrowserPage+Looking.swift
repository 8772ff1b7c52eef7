import Foundation

/// What can be seen of a page from outside: its picture, what a screen reader is told, and what went wrong in it.
extension BrowserPage {
    /// Keeps a picture of what is seen as `.build/screenshots/NAME.png`.
    func keepPicture(_ name: String, from file: String = #filePath) async throws {
        struct Shot: Decodable {
            struct Result: Decodable { let data: String }
            let result: Result
        }
        // All pictures that are seen are there, and nothing moves any more.
        try await wait(
            for: """
                [...document.images].every((image) =>
                  image.complete || !image.checkVisibility() || image.getBoundingClientRect().top > innerHeight)
                && document.getAnimations().every((one) => one.playState !== "running" || one.effect.getTiming().iterations === Infinity)
                """)
        let answer = try await ask("Page.captureScreenshot", ["format": "png"])
        let text = try JSONDecoder().decode(Shot.self, from: answer).result.data
        let root = URL(filePath: file).appending(path: "../../../../.build/screenshots").standardizedFileURL
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        try (Data(base64Encoded: text) ?? Data()).write(to: root.appending(path: "\(name).png"))
    }

    /// Something on the page as a screen reader is told of it.
    struct Accessible: Sendable {
        let role: String
        let name: String
    }

    /// All that can be used, and all landmarks.
    func accessible() async throws -> [Accessible] {
        struct Value: Decodable { let value: String? }
        struct Node: Decodable {
            let ignored: Bool
            let role: Value?
            let name: Value?
        }
        struct Tree: Decodable {
            struct Result: Decodable { let nodes: [Node] }
            let result: Result
        }
        let tree = try JSONDecoder().decode(Tree.self, from: try await ask("Accessibility.getFullAXTree"))
        return tree.result.nodes.filter { !$0.ignored }.map {
            Accessible(role: $0.role?.value ?? "", name: $0.name?.value ?? "")
        }
    }

    /// How often the page asked its reader something that had to be answered; the answer was yes.
    var dialogs: Int { devTools.events(of: session).count { $0.method == "Page.javascriptDialogOpening" } }

    /// What the browser complained of: programs that failed, and what the page's policy did not let happen. That the
    /// network answered with an error is no complaint.
    var complaints: [String] {
        struct Told: Decodable {
            struct Entry: Decodable {
                let source: String
                let level: String
                let text: String
            }
            struct Parameters: Decodable {
                let entry: Entry?
                let type: String?
            }
            let params: Parameters
        }
        return devTools.events(of: session).compactMap { event in
            let text = String(decoding: event.text, as: UTF8.self)
            if event.method == "Runtime.exceptionThrown" { return text }
            guard ["Log.entryAdded", "Runtime.consoleAPICalled"].contains(event.method),
                let told = try? JSONDecoder().decode(Told.self, from: event.text).params
            else { return nil }
            if let entry = told.entry { return entry.source == "network" || entry.level == "info" ? nil : entry.text }
            return ["error", "assert"].contains(told.type ?? "") ? text : nil
        }
    }
}
