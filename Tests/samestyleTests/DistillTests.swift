import Foundation
import TestSupport
import Testing

/// Distillations as a user runs them, of a model that learnt a little of the drawn shop.
@Suite struct DistillTests {
    private static func shop() throws -> Program {
        let program = try Program()
        let files = try DrawnShop.files()
        try program.run("catalog", "import", files.products, "--images", files.images)
        try program.run("clicks", "import", files.clicks)
        let trained = try program.run("train", "--model", "demo", "--epochs", "0.5", "--batch", "16", "--name", "big")
        #expect(trained.status == 0, "\(trained.errors)")
        return program
    }

    @Test("a model teaches one of half its Transformer parameters, by way of an assistant, and both are told of")
    func wholeWay() throws {
        let program = try Self.shop()
        let outcome = try program.run(
            "model", "distill", "--teacher", "big", "--assistant", "half", "--model", "quarter", "--name", "tiny",
            "--epochs", "0.5", "--batch", "16")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let object = try outcome.object()
        #expect(object["name"] as? String == "tiny" && object["teacher"] as? String == "big")
        #expect(object["assistant"] as? String == "tiny-assistant")
        func number(_ key: String) throws -> Double { try #require(object[key] as? Double, "\(key)") }
        let share = try number("transformer_parameters") / number("teacher_transformer_parameters")
        // Of the weights a quarter; biases go with the width.
        #expect((0.2...0.26).contains(share))
        #expect(try number("parameters") < number("teacher_parameters") && number("seconds") > 0)
        let trained = try #require(object["teacher_recall"] as? [String: Double])
        #expect(trained.keys.sorted() == ["i-i", "i-m", "m-m", "t-m"])
        for key in ["recall", "assistant_recall"] {
            #expect((object[key] as? [String: Double])?.keys.sorted() == trained.keys.sorted(), "\(key)")
        }
        for key in ["speed", "teacher_speed"] {
            #expect(try #require((object[key] as? [String: Double])?["picture_ms_by_32"]) > 0)
        }
        let names = try #require(try program.run("model", "list").object()["models"] as? [[String: Any]])
        #expect(Set(names.compactMap { $0["name"] as? String }) == ["big", "tiny", "tiny-assistant"])

        // What is finished is told of again; a name that is taken is not written over.
        let again = try program.run("model", "distill", "--resume", "--name", "tiny")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try again.object()["recall"] as? [String: Double] == object["recall"] as? [String: Double])
        #expect(try again.object()["assistant"] as? String == "tiny-assistant")
        let taken = try program.run("model", "distill", "--teacher", "big", "--model", "half", "--name", "tiny")
        #expect(taken.status == 1 && taken.errors.contains("--resume"), "\(taken.errors)")
        let taught = try program.run("model", "distill", "--resume", "--name", "big")
        #expect(taught.status == 1 && taught.errors.contains("no teacher"), "\(taught.errors)")
    }

    @Test("an interrupted distillation is resumable, and says how")
    func interrupted() throws {
        let program = try Self.shop()
        let running = try program.start([
            "model", "distill", "--teacher", "big", "--model", "half", "--name", "small", "--minutes", "5",
        ])
        let checkpoint = program.data.appending(path: "models/small/checkpoints/latest.safetensors").path
        #expect(running.until { FileManager.default.fileExists(atPath: checkpoint) })
        running.send(SIGINT)
        let outcome = try running.wait()
        #expect(outcome.status == 130 && outcome.errors.contains("--resume"), "\(outcome.errors)")
    }

    @Test("what cannot be distilled is said before anything is learnt")
    func refused() throws {
        let program = try Self.shop()
        func distill(_ arguments: String...) throws -> Program.Outcome {
            try program.start(["model", "distill"] + arguments).wait()
        }
        let unknown = try distill("--teacher", "nobody", "--model", "half", "--name", "s")
        #expect(unknown.status == 1 && unknown.errors.contains("there is big"), "\(unknown.errors)")
        #expect(try distill("--teacher", "big", "--model", "half", "--name", "big").status == 64)
        #expect(try distill("--teacher", "big", "--name", "s").status == 64)
        let shape = try distill("--teacher", "big", "--model", "tenth", "--name", "s")
        #expect(shape.status == 64 && shape.errors.contains("half, quarter, demo"), "\(shape.errors)")
        #expect(try distill("--resume", "--name", "s").status == 1)
        // The preset has four heads, the teacher three.
        let heads = try distill("--teacher", "big", "--model", "small", "--name", "s")
        #expect(heads.status == 64 && heads.errors.contains("give the student 3"), "\(heads.errors)")
        let file = try program.scratch.write(#"{"distillation": {"task": {"rank": 1}}}"#, to: "settings.json")
        let settings = try distill("--teacher", "big", "--model", "half", "--name", "s", "--settings", file)
        #expect(settings.status == 65 && settings.errors.contains("distillation.task.rank"), "\(settings.errors)")
        let listed = try distill("--settings", "list", "--name", "s")
        let plan = try #require(try listed.object()["distillation"] as? [String: Any])
        #expect((plan["task"] as? [String: Any])?["attention"] as? Double == 1)
        #expect(!FileManager.default.fileExists(atPath: program.data.appending(path: "models/s").path))
    }
}
