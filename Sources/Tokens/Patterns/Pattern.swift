/// A regular expression of the kind that tokenizer files hold, matched in time that grows with the text alone.
///
/// Letters, escapes, classes, groups, alternatives, greedy and lazy repetition, anchors, and one character looked ahead
/// at; no captures and no back references. Alternatives are tried in order, as in Oniguruma, which Hugging Face uses.
/// The program runs as a set of threads (Pike's form; Cox 2007, "Regular Expression Matching Can Be Simple And Fast").
struct Pattern: Sendable {
    enum Step: Sendable {
        case scalar(ScalarSet)
        /// First one way, and only if it fails the other.
        case fork(Int, Int)
        case jump(Int)
        case require(Condition)
        case match
    }

    enum Condition: Sendable {
        case textStart, textEnd, lineStart, lineEnd
        case ahead(ScalarSet, wanted: Bool)

        func holds(_ text: ArraySlice<Unicode.Scalar>, _ at: Int) -> Bool {
            switch self {
            case .textStart: at == text.startIndex
            case .textEnd: at == text.endIndex
            case .lineStart: at == text.startIndex || (text[at - 1] == "\n" && at < text.endIndex)
            case .lineEnd: at == text.endIndex || text[at] == "\n"
            case .ahead(let set, let wanted): (at < text.endIndex && set.contains(text[at])) == wanted
            }
        }
    }

    let steps: [Step]

    /// The places of the matches in a text, from the left, none overlapping another.
    func matches(in text: ArraySlice<Unicode.Scalar>) -> [Range<Int>] {
        var search = Search(steps, text)
        var found: [Range<Int>] = []
        var from = text.startIndex
        while from < text.endIndex, let match = search.first(from: from) {
            found.append(match)
            from = match.upperBound
        }
        return found
    }
}

/// The threads of one search.
private struct Search {
    private struct Thread {
        let step, start: Int
    }

    private let steps: [Pattern.Step]
    private let text: ArraySlice<Unicode.Scalar>
    private var now: [Thread] = []
    private var next: [Thread] = []
    /// The round in which a step was last reached: a thread that comes to it later has less to say.
    private var reached: [Int]
    private var round = 0
    private var waiting: [Int] = []

    init(_ steps: [Pattern.Step], _ text: ArraySlice<Unicode.Scalar>) {
        self.steps = steps
        self.text = text
        reached = Array(repeating: 0, count: steps.count)
    }

    mutating func first(from: Int) -> Range<Int>? {
        var found: Range<Int>?
        now.removeAll(keepingCapacity: true)
        round += 1
        var at = from
        while true {
            if found == nil { follow(0, start: at, at: at, ahead: false) }
            if now.isEmpty, found != nil || at == text.endIndex { return found }
            round += 1
            next.removeAll(keepingCapacity: true)
            for thread in now {
                if case .match = steps[thread.step] {
                    found = thread.start..<at
                    break
                }
                if case .scalar(let set) = steps[thread.step], at < text.endIndex, set.contains(text[at]) {
                    follow(thread.step + 1, start: thread.start, at: at + 1, ahead: true)
                }
            }
            swap(&now, &next)
            guard at < text.endIndex else { return found }
            at += 1
        }
    }

    /// Adds the steps that a thread at `step` stands before, those it would rather take first, for this round or the
    /// one ahead.
    private mutating func follow(_ step: Int, start: Int, at: Int, ahead: Bool) {
        waiting.append(step)
        while let step = waiting.popLast() {
            guard reached[step] != round else { continue }
            reached[step] = round
            switch steps[step] {
            case .jump(let target): waiting.append(target)
            case .fork(let first, let second):
                waiting.append(second)
                waiting.append(first)
            case .require(let condition):
                if condition.holds(text, at) { waiting.append(step + 1) }
            case .scalar, .match:
                let thread = Thread(step: step, start: start)
                if ahead { next.append(thread) } else { now.append(thread) }
            }
        }
    }
}
