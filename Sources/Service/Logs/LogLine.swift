import Logging

/// One line of the log. Whatever stands in it, it stays one line: nobody outside can forge another.
struct LogLine {
    let time: LogTime
    let level: Logger.Level
    let label: String
    let message: String
    let fields: [(key: String, value: Logger.MetadataValue)]

    private static let ownNames = ["time", "level", "logger", "message"]

    func bytes(as format: LogFormat) -> [UInt8] {
        let output = JSONOutput()
        switch format {
        case .json: writeJSON(to: output)
        case .text: writeText(to: output)
        }
        return output.bytes + [UInt8(ascii: "\n")]
    }

    private func writeJSON(to output: JSONOutput) {
        output.begin(UInt8(ascii: "{"), end: UInt8(ascii: "}"))
        let own = [time.text, level.rawValue, label, message]
        for (name, text) in zip(Self.ownNames, own) {
            output.key(name, at: 1)
            output.string(text)
        }
        for (name, value) in fields {
            // An object with a name twice is read by each program in its own way.
            output.key(Self.ownNames.contains(name) ? name + "_" : name, at: 1)
            Self.write(value, to: output)
        }
        output.close(to: 0)
    }

    private static func write(_ value: Logger.MetadataValue, to output: JSONOutput) {
        switch value {
        case .string(let text): output.string(text)
        case .stringConvertible(let value as Int): output.plain("\(value)")
        case .stringConvertible(let value as Double) where value.isFinite: output.plain("\(value)")
        case .stringConvertible(let value as Bool): output.truth(value)
        case .stringConvertible(let value): output.string("\(value)")
        case .dictionary, .array: output.string("\(value)")
        }
    }

    private func writeText(to output: JSONOutput) {
        output.plain("\(time.text) \(level) \(label): ")
        output.plain(Self.isPlain(message, spaces: true) ? message : Self.quoted(message))
        for (name, value) in fields {
            let text = "\(value)"
            output.plain(" \(name)=\(Self.isPlain(text, spaces: false) ? text : Self.quoted(text))")
        }
    }

    /// Whether a text can be told from what stands around it.
    private static func isPlain(_ text: String, spaces: Bool) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.value > 0x20 && scalar.value != 0x7F && !(0x80...0x9F).contains(scalar.value)
                    && !(0x2028...0x2029).contains(scalar.value) && scalar != "\"" || spaces && scalar == " "
            }
    }

    private static func quoted(_ text: String) -> String {
        let output = JSONOutput()
        output.string(text)
        return String(decoding: output.bytes, as: UTF8.self)
            // JSON lets these stand, and a terminal or an editor takes them for ends of lines or for commands.
            .replacing(/[\u{7F}-\u{9F}\u{2028}\u{2029}]/) { found in
                let code = String(found.output.unicodeScalars.first?.value ?? 0, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - code.count) + code
            }
    }
}
