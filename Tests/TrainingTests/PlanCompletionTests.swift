import Foundation
import Tensors
import Testing

@testable import Training

@Suite struct PlanCompletionTests {
    private static func state(_ plan: TrainingPlan) -> Checkpoint.State {
        // A generator's numbers fill 64 bits.
        var generator = Generator(seed: .max)
        _ = generator.next()
        return Checkpoint.State(plan: plan, step: 3, seconds: 0.1, generator: generator, bestScore: 1 / 3)
    }

    private static func read(_ json: Data) throws -> Checkpoint.State {
        try JSONDecoder().decode(Checkpoint.State.self, from: TrainingPlan.completed(json, at: "plan"))
    }

    @Test("a plan of now is read as it was written, to the last bit")
    func whole() throws {
        var plan = TrainingPlan()
        (plan.seed, plan.batch, plan.modalityDropout) = (.max, 7, 0.1)
        (plan.augmentation.blur, plan.schedule.peak) = (1 / 3, 1.1e-3)
        for length in [TrainingPlan.Length.epochs(1.5), .minutes(0.1)] {
            plan.length = length
            let before = Self.state(plan)
            let after = try Self.read(JSONEncoder().encode(before))
            #expect(after.plan == plan && after.generator == before.generator)
            #expect(after.bestScore == 1 / 3 && after.seconds == 0.1)
        }
    }

    @Test("what an older plan did not know takes its default, and what it knew stays")
    func older() throws {
        var plan = TrainingPlan()
        (plan.length, plan.seed, plan.augmentation.flip, plan.task.margin) = (.epochs(4), 9, 0.9, 0.25)
        let json = try JSONEncoder().encode(Self.state(plan))
        var state = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        var old = try #require(state["plan"] as? [String: Any])
        var augmentation = try #require(old["augmentation"] as? [String: Any])
        for key in ["blur", "text", "background"] { #expect(augmentation.removeValue(forKey: key) != nil) }
        // And a field that is known no more.
        augmentation["sepia"] = 0.5
        old["augmentation"] = augmentation
        #expect(old.removeValue(forKey: "selfPairs") != nil && old.removeValue(forKey: "variation") != nil)
        state["plan"] = old
        #expect(try Self.read(JSONSerialization.data(withJSONObject: state)).plan == plan)
    }

    @Test("what is missing from the state itself is no default")
    func damaged() throws {
        let json = try JSONEncoder().encode(Self.state(TrainingPlan()))
        for key in ["generator", "plan", "step"] {
            var state = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
            state[key] = nil
            let damaged = try JSONSerialization.data(withJSONObject: state)
            #expect(throws: (any Error).self) { try Self.read(damaged) }
        }
        #expect(throws: (any Error).self) { try Self.read(Data("[]".utf8)) }
    }

    @Test("settings of a file are put over the others; a stranger or an impossible value is named")
    func settings() throws {
        let json = #"{"batch": 32, "task": {"temperature": 0.05, "views": {"ii": 4}}, "length": {"epochs": {"_0": 3}}}"#
        let plan = try TrainingPlan(json: Data(json.utf8), from: "s.json")
        #expect(plan.batch == 32 && plan.task.temperature == 0.05 && plan.task.views.ii == 4)
        #expect(plan.length == .epochs(3) && plan.task.margin == TrainingPlan().task.margin)
        for (bad, wanted) in [
            (#"{"bach": 32}"#, "bach"), (#"{"task": {"views": {"xx": 1}}}"#, "task.views.xx"), ("[]", "s.json"),
            (#"{"batch": "many"}"#, "batch"), (#"{"batch": 1}"#, "2...4096"), ("{", "s.json"),
            (#"{"task": {"temperature": 0}}"#, "temperature"), (#"{"transfer": 2}"#, "transfer"),
            (#"{"length": {"minutes": {"_0": -1}}}"#, "minutes"),
        ] {
            do {
                _ = try TrainingPlan(json: Data(bad.utf8), from: "s.json")
                Issue.record("\(bad) was accepted")
            } catch {
                #expect("\(error)".contains(wanted) && "\(error)".contains("s.json"), "\(error)")
            }
        }
    }
}
