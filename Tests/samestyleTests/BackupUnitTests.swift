import Foundation
import TestSupport
import Testing

/// The commands of deploy/systemd/samestyle-backup.service, run as systemd would run them.
@Suite struct BackupUnitTests {
    @Test func eachNightMakesOneMoreBackupAndSevenStay() throws {
        let shop = try IndexedShop.program()
        let scratch = try ScratchFolder()
        let backups = scratch.url.appending(path: "backups")
        for night in 1...9 { _ = try scratch.write("", to: "backups/2025010\(night)T033000Z/data/catalog.sqlite") }
        _ = try scratch.write("", to: "backups/.20250109T040000Z.writing/data/catalog.sqlite")
        for word in ["ExecStartPre", "ExecStart", "ExecStartPost"] {
            #expect(try run(word, data: shop.data.path, backups: backups.path) == 0, "\(word)")
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: backups.path).sorted()
        #expect(left.count == 7 && left.first == "20250104T033000Z", "\(left)")
        let newest = backups.appending(path: try #require(left.last))
        let restored = try Program()
        #expect(try restored.run("restore", "--from", newest.path).status == 0)
    }

    /// - Returns: The status of the unit's line `word`, with the places of this test for its own.
    private func run(_ word: String, data: String, backups: String) throws -> Int32 {
        let unit = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../deploy/systemd/samestyle-backup.service").standardizedFileURL
        let line = try #require(
            try String(contentsOf: unit, encoding: .utf8).split(separator: "\n").first { $0.hasPrefix("\(word)=") })
        let script = try #require(line.firstMatch(of: /=\/bin\/sh -c '(.*)'$/)?.1)
            .replacing("%%", with: "%").replacing("$$", with: "$")
            .replacing("/var/lib/samestyle-backups", with: backups).replacing("/var/lib/samestyle", with: data)
            .replacing("/usr/local/bin/samestyle", with: Program.place.path)
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", String(script)]
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
