import Foundation
import TestSupport
import Testing

@Suite struct BackupTests {
    @Test func aBackupMadeWhileTheDaemonIsWrittenToIsRestoredWholeElsewhere() async throws {
        let daemon = try KilledDaemon()
        let client = try await daemon.start()
        let png = try #require(await client.ask("GET", "/v1/products?limit=1"))
        #expect(png.status == 200)
        let out = daemon.program.scratch.path("backup")
        let picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        let body = #"{"title":"zebra xylophone","image":"\#(picture)"}"#
        #expect(await client.ask("PUT", "/v1/products/z1", body)?.status == 201)
        async let writing: Void = {
            for number in 0..<120 {
                _ = await client.ask("PUT", "/v1/products/b\(number)", #"{"title":"quokka \#(number)"}"#)
            }
        }()
        let backup = try daemon.program.run("backup", "--out", out)
        #expect(backup.status == 0, "\(backup.errors)")
        await writing
        try await daemon.stop()

        let other = try Program()
        let restored = try other.run("restore", "--from", out)
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(try restored.object()["files"] as? Int == backup.object()["files"] as? Int)
        let found = try other.run("search", "--text", "zebra xylophone", "--limit", "1")
        let results = try #require(try found.object()["results"] as? [[String: Any]])
        #expect((results.first?["product"] as? [String: Any])?["id"] as? String == "z1")
        // Its picture lies in the new folder now.
        try FileManager.default.removeItem(at: daemon.program.data)
        let elsewhere = try other.run("index", "build")
        #expect(
            elsewhere.status == 0 && !elsewhere.errors.contains("pictures could not be read"), "\(elsewhere.errors)")
    }

    @Test func whatCannotBeBackedUpOrRestoredIsSaidAndNothingIsLeft() throws {
        let program = try Program()
        #expect(try program.run("backup", "--out", program.scratch.path("b")).status == 1)
        try FileManager.default.copyItem(at: try IndexedShop.program().data, to: program.data)
        let out = program.scratch.path("b")
        #expect(try program.run("backup", "--out", out).status == 0)
        #expect(try program.run("backup", "--out", out).status == 65)
        let taken = try program.run("restore", "--from", out)
        #expect(taken.status == 65 && taken.errors.contains("move it away"), "\(taken.errors)")
        let other = try Program()
        #expect(try other.run("restore", "--from", program.scratch.path("nothing")).status == 65)
        let file = URL(filePath: out).appending(path: "data/catalog.sqlite")
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: file)
        let damaged = try other.run("restore", "--from", out)
        #expect(damaged.status == 65 && damaged.errors.contains("catalog.sqlite: its checksum"), "\(damaged.errors)")
        #expect(!FileManager.default.fileExists(atPath: other.data.path))
        let left = try FileManager.default.contentsOfDirectory(atPath: other.scratch.path)
        #expect(!left.contains { $0.hasSuffix("restoring") })
    }
}
