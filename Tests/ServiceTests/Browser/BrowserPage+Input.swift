import Foundation

/// What a visitor does: with a mouse, a finger, a keyboard, files and the clipboard.
extension BrowserPage {
    struct Point: Decodable, Sendable {
        let x: Double
        let y: Double
    }

    /// A place in an element, in fractions of its sides; the element is brought into view.
    func point(in selector: String, _ x: Double = 0.5, _ y: Double = 0.5) async throws -> Point {
        try await wait(toSee: selector)
        let found = try await value(
            """
            (async () => {
              const element = document.querySelector(\(quoted(selector)));
              const scroll = () =>
                element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
              scroll();
              // What was not laid out until it came into sight moves what stands behind it.
              for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
              scroll();
              const box = element.getBoundingClientRect();
              return { x: box.x + box.width * \(x), y: box.y + box.height * \(y) };
            })()
            """, as: Point.self)
        guard let found else { throw BrowserError.failed(program: selector, reason: "there is no such element") }
        return found
    }

    func click(_ selector: String) async throws {
        let point = try await point(in: selector)
        try await mouse("mouseMoved", point)
        try await mouse("mousePressed", point)
        try await mouse("mouseReleased", point)
    }

    /// Presses at one place of an element, moves and lets go at another, both in fractions of its sides.
    func drag(in selector: String, from: (Double, Double), to: (Double, Double)) async throws {
        let (start, end) = (
            try await point(in: selector, from.0, from.1), try await point(in: selector, to.0, to.1)
        )
        try await mouse("mouseMoved", start)
        try await mouse("mousePressed", start)
        for step in 1...4 {
            let share = Double(step) / 4
            try await mouse(
                "mouseMoved", Point(x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share))
        }
        try await mouse("mouseReleased", end)
    }

    /// The same with a finger.
    func swipe(in selector: String, from: (Double, Double), to: (Double, Double)) async throws {
        let (start, end) = (
            try await point(in: selector, from.0, from.1), try await point(in: selector, to.0, to.1)
        )
        func touch(_ kind: String, _ points: [Point]) async throws {
            let points = points.map { ["x": $0.x, "y": $0.y] }
            try await ask("Input.dispatchTouchEvent", ["type": kind, "touchPoints": points])
        }
        try await touch("touchStart", [start])
        try await touch("touchMove", [Point(x: (start.x + end.x) / 2, y: (start.y + end.y) / 2)])
        try await touch("touchMove", [end])
        try await touch("touchEnd", [])
    }

    private func mouse(_ kind: String, _ point: Point) async throws {
        let button = kind == "mouseMoved" ? "none" : "left"
        try await ask(
            "Input.dispatchMouseEvent",
            ["type": kind, "x": point.x, "y": point.y, "button": button, "clickCount": button == "left" ? 1 : 0])
    }

    /// Types into what has the focus.
    func type(_ text: String) async throws { try await ask("Input.insertText", ["text": text]) }

    /// Presses keys one after the other, by their names: `Enter`, `ArrowLeft`, `/`.
    func press(_ keys: String..., shift: Bool = false) async throws {
        for key in keys {
            var event: [String: Any] = ["key": key, "modifiers": shift ? 8 : 0]
            event["windowsVirtualKeyCode"] = Self.codes[key] ?? Int(key.uppercased().utf8.first ?? 0)
            event["code"] = Self.codes[key] == nil ? "" : key == " " ? "Space" : key
            if let text = key == "Enter" ? "\r" : key.count == 1 ? key : nil { event["text"] = text }
            for kind in ["keyDown", "keyUp"] {
                event["type"] = kind
                try await ask("Input.dispatchKeyEvent", event)
            }
        }
    }

    private static let codes = [
        "Enter": 13, "Escape": 27, "Tab": 9, " ": 32, "Backspace": 8, "Delete": 46, "End": 35, "Home": 36,
        "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40,
    ]

    /// Chooses files in a file input.
    func choose(_ paths: [String], in selector: String) async throws {
        struct Found: Decodable {
            struct Remote: Decodable { let objectId: String }
            struct Result: Decodable { let result: Remote }
            let result: Result
        }
        let answer = try await ask(
            "Runtime.evaluate", ["expression": "document.querySelector(\(quoted(selector)))"])
        let input = try JSONDecoder().decode(Found.self, from: answer).result.result.objectId
        try await ask("DOM.setFileInputFiles", ["files": paths, "objectId": input])
    }

    /// Drags files over the page and lets them fall in its middle.
    func drop(_ paths: [String]) async throws {
        let middle = try await point(in: "html")
        for kind in ["dragEnter", "dragOver", "drop"] {
            let files: [String: Any] = ["items": [Any](), "files": paths, "dragOperationsMask": 1]
            try await ask("Input.dispatchDragEvent", ["type": kind, "x": middle.x, "y": 200, "data": files])
        }
    }

    /// Copies a PNG and presses Ctrl+V.
    func paste(png: [UInt8]) async throws {
        try await mayUseClipboard()
        try await copy(png: png)
        var event: [String: Any] = ["key": "v", "code": "KeyV", "windowsVirtualKeyCode": 86, "modifiers": 2]
        event["commands"] = ["paste"]
        for kind in ["rawKeyDown", "keyUp"] {
            event["type"] = kind
            try await ask("Input.dispatchKeyEvent", event)
        }
    }

    /// Lets the page read and write the clipboard without asking.
    func mayUseClipboard() async throws {
        let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"]
        try await ask("Browser.grantPermissions", ["permissions": permissions, "browserContextId": context])
    }

    private func copy(png: [UInt8]) async throws {
        let base64 = Data(png).base64EncodedString()
        _ = try await value(
            """
            (async () => {
              const bytes = Uint8Array.from(atob("\(base64)"), (letter) => letter.charCodeAt(0));
              const picture = new Blob([bytes], { type: "image/png" });
              await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
            })()
            """, as: Bool.self)
    }
}
