import Yams

/// A value of a settings file that knows what it is called and where it stands.
struct SettingsNode {
    private let node: Node
    private let name: String
    private let path: String

    init(_ node: Node, called name: String, in path: String) {
        (self.node, self.name, self.path) = (node, name, path)
    }

    func error(_ reason: String) -> SettingsError {
        SettingsError(path: path, line: node.mark?.line, reason: reason)
    }

    func mapping() throws(SettingsError) -> [(name: String, value: SettingsNode)] {
        guard let mapping = node.mapping else { throw error("\(name) holds no names with values") }
        var pairs: [(name: String, value: SettingsNode)] = []
        for (key, value) in mapping {
            guard let text = key.string else { throw error("\(name) has a name that is no text") }
            pairs.append((text, SettingsNode(value, called: text, in: path)))
        }
        return pairs
    }

    func list() throws(SettingsError) -> [SettingsNode] {
        guard let sequence = node.sequence else { throw error("\(name) is a list") }
        return sequence.map { SettingsNode($0, called: name, in: path) }
    }

    func text() throws(SettingsError) -> String {
        guard let text = node.scalar?.string, !text.isEmpty else { throw error("\(name) is a text") }
        return text
    }

    func number(in range: ClosedRange<Int>) throws(SettingsError) -> Int {
        guard let number = node.int, range.contains(number) else {
            throw error("\(name) is a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func decimal(in range: ClosedRange<Double>) throws(SettingsError) -> Double {
        guard let number = node.float, range.contains(number) else {
            throw error("\(name) is a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))")
        }
        return number
    }

    /// One of the words that `Word` has.
    ///
    /// - Parameter called: What an error calls it, in place of the setting's name.
    func choice<Word: RawRepresentable<String> & CaseIterable>(_ called: String? = nil) throws(SettingsError) -> Word {
        guard let word = Word(rawValue: try text()) else {
            let words = Word.allCases.map(\.rawValue)
            throw error("\(called ?? name) is one of \(words.inWords("and"))")
        }
        return word
    }

    func truth() throws(SettingsError) -> Bool {
        guard let truth = node.bool else { throw error("\(name) is true or false") }
        return truth
    }
}

extension [String] {
    /// `a, b and c`.
    func inWords(_ joint: String) -> String {
        guard let last, count > 1 else { return first ?? "" }
        return "\(dropLast().joined(separator: ", ")) \(joint) \(last)"
    }
}
