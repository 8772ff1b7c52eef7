import Encoders
import Synchronization

/// Encodes what questions bring; what is asked at the same time goes through the model in one pass.
///
/// Nobody waits for company: whoever finds the model free goes at once, and what comes meanwhile goes together in the next
/// pass. Passes are bounded by time, so that questions to a large model do not wait for each other longer than they gain.
/// The threads that ask do the work, one at a time; the others are held until their vectors are there.
final class QuestionPasses: Sendable {
    private let encode: @Sendable ([PassInput]) throws -> [[Float]]
    private let longest: Duration
    private let state = Mutex(State())

    /// More at once gain nothing.
    static let mostInputs = 32

    private struct State {
        /// Whether somebody leads.
        var isBusy = false
        /// In the order in which they came.
        var waiting: [Entry] = []
        /// What an input of a kind cost in the last passes.
        var costs: [PassInput.Kind: Duration] = [:]
        var done = Done()
    }

    /// What was done until now.
    struct Done: Hashable, Sendable {
        var passes = 0
        var inputs = 0
    }

    private struct Entry {
        let input: PassInput
        let asker: PassAsker
        /// Among those of its asker.
        let place: Int
    }

    /// - Parameters:
    ///   - longest: What a pass of several inputs is to take at most.
    ///   - encode: Gives a vector for each of some inputs of one kind.
    init(longest: Duration = .milliseconds(10), encode: @escaping @Sendable ([PassInput]) throws -> [[Float]]) {
        (self.longest, self.encode) = (longest, encode)
    }

    convenience init(_ model: EmbeddingModel) {
        self.init { try PassInput.vectors(of: $0, model) }
    }

    var done: Done { state.withLock(\.done) }
    /// How many inputs wait for a pass.
    var waiting: Int { state.withLock(\.waiting.count) }

    /// A unit vector for each input.
    func vectors(of inputs: [PassInput]) throws -> [[Float]] {
        guard !inputs.isEmpty else { return [] }
        let asker = PassAsker(inputs.count)
        var leads = state.withLock { state in
            state.waiting += inputs.enumerated().map { Entry(input: $1, asker: asker, place: $0) }
            defer { state.isBusy = true }
            return !state.isBusy
        }
        while true {
            if leads { lead(asker) }
            if let vectors = try asker.vectors { return vectors }
            leads = asker.waits()
        }
    }

    /// Runs passes for as long as the first that waits is its own, then hands over to whose that is.
    private func lead(_ leader: PassAsker) {
        while true {
            let pass = state.withLock { nextPass(&$0) }
            run(pass, by: leader)
            let next = state.withLock { state in
                state.isBusy = !state.waiting.isEmpty
                return state.waiting.first?.asker
            }
            if next !== leader {
                next?.wake(toLead: true)
                return
            }
        }
    }

    /// The first that waits and others of its kind, as many as the time allows; one as long as the time is not known.
    private func nextPass(_ state: inout State) -> [Entry] {
        let kind = state.waiting[0].input.kind
        let fitting = state.costs[kind].map { Int(longest / max($0, .microseconds(1))) } ?? 1
        let most = min(max(1, fitting), Self.mostInputs)
        var (pass, staying): ([Entry], [Entry]) = ([], [])
        for entry in state.waiting {
            if pass.count < most, entry.input.kind == kind { pass.append(entry) } else { staying.append(entry) }
        }
        state.waiting = staying
        return pass
    }

    private func run(_ pass: [Entry], by leader: PassAsker) {
        let began = ContinuousClock.now
        let vectors = Result { try encode(pass.map(\.input)) }
        note(pass, ContinuousClock.now - began)
        for (at, entry) in pass.enumerated() {
            let isWhole = entry.asker.take(vectors.map { $0[at] }, at: entry.place)
            if isWhole, entry.asker !== leader { entry.asker.wake(toLead: false) }
        }
    }

    private func note(_ pass: [Entry], _ duration: Duration) {
        let (kind, cost) = (pass[0].input.kind, duration / pass.count)
        state.withLock { state in
            // One slow pass, on a busy machine, does not make the next ones small.
            state.costs[kind] = state.costs[kind].map { $0 + (cost - $0) / 4 } ?? cost
            state.done.passes += 1
            state.done.inputs += pass.count
        }
    }
}
