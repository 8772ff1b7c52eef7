import Foundation
import TestSupport
import Testing

/// A daemon whose storage fails goes on with what it has, and loses nothing that it acknowledged.
@Suite(.serialized) struct StorageTests {
    /// A small file system in memory, mounted over a folder until this goes.
    private final class SmallDisk {
        private let path: String

        /// Nil where this user may mount nothing.
        static let isPossible: Bool = {
            guard let folder = try? ScratchFolder(), (try? SmallDisk(folder.path, megabytes: 1)) != nil else {
                return false
            }
            return true
        }()

        init(_ path: String, megabytes: Int) throws {
            self.path = path
            try Self.run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "none", path)
        }

        deinit { try? Self.run("umount", "-l", path) }

        func makeReadOnly(_ isReadOnly: Bool) throws {
            try Self.run("mount", "-o", "remount,\(isReadOnly ? "ro" : "rw")", path)
        }

        private static func run(_ arguments: String...) throws {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = arguments
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteNoPermission) }
        }
    }

    @Test(.enabled(if: SmallDisk.isPossible, "only root may mount a small disk"))
    func aFullDiskIsSaidAndNothingIsLost() async throws {
        var disk: SmallDisk?
        let daemon = try KilledDaemon { disk = try SmallDisk($0.path, megabytes: 64) }
        let client = try await daemon.start()
        #expect(await client.ask("PUT", "/v1/products/kept", #"{"title":"kept quokka"}"#)?.status == 201)
        let filler = daemon.program.data.appending(path: "filler")
        #expect(FileManager.default.createFile(atPath: filler.path, contents: nil))
        let file = try FileHandle(forWritingTo: filler)
        for size in [1 << 20, 1 << 12] {
            while (try? file.write(contentsOf: Data(count: size))) != nil {}
        }
        var acknowledged = ["kept"]
        var refused: KilledDaemon.Client.Reply?
        for number in 0..<4000 where refused == nil {
            let body = #"{"title":"\#(String(repeating: "full quokka ", count: 40))\#(number)"}"#
            let reply = try #require(await client.ask("PUT", "/v1/products/f\(number)", body))
            if reply.status == 201 { acknowledged.append("f\(number)") } else { refused = reply }
        }
        let problem = try #require(refused)
        #expect(problem.status == 507 && problem.text.contains("disk-full"), "\(problem.text)")
        #expect(await client.ask("GET", "/v1/search?q=kept+quokka&limit=1")?.text.contains("\"kept\"") == true)
        try file.close()
        try FileManager.default.removeItem(at: filler)
        #expect(await client.ask("PUT", "/v1/products/after", #"{"title":"after quokka"}"#)?.status == 201)
        acknowledged.append("after")
        daemon.kill()
        let again = try await daemon.start()
        for id in acknowledged {
            #expect(await again.ask("GET", "/v1/products/\(id)/similar?limit=1")?.status == 200, "\(id)")
        }
        try await daemon.stop()
        withExtendedLifetime(disk) {}
    }

    @Test(.enabled(if: SmallDisk.isPossible, "only root may mount a small disk"))
    func aReadOnlyFolderIsSaidAndSearchGoesOn() async throws {
        var disk: SmallDisk?
        let daemon = try KilledDaemon { disk = try SmallDisk($0.path, megabytes: 64) }
        let client = try await daemon.start()
        #expect(await client.ask("PUT", "/v1/products/kept", #"{"title":"kept quokka"}"#)?.status == 201)
        daemon.kill()
        try disk?.makeReadOnly(true)
        let reading = try await daemon.start()
        #expect(await reading.ask("GET", "/v1/search?q=kept+quokka&limit=1")?.text.contains("\"kept\"") == true)
        let refused = try #require(await reading.ask("PUT", "/v1/products/more", #"{"title":"more"}"#))
        #expect(refused.status == 503 && refused.text.contains("storage-fails"), "\(refused.text)")
        try await daemon.stop()
        try disk?.makeReadOnly(false)
        let again = try await daemon.start()
        #expect(await again.ask("PUT", "/v1/products/more", #"{"title":"more"}"#)?.status == 201)
        #expect(await again.ask("GET", "/v1/products/kept/similar?limit=1")?.status == 200)
        try await daemon.stop()
        withExtendedLifetime(disk) {}
    }

    @Test func whereConnectionsUseUpTheFilesTheOthersWaitAndAreAnswered() async throws {
        let daemon = try KilledDaemon()
        let client = try await daemon.start(limit: "-n 64")
        let port = try #require(UInt16(client.address.split(separator: ":").last ?? ""))
        var sockets: [Int32] = []
        for _ in 0..<100 {
            let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            (address.sin_port, address.sin_addr.s_addr) = (port.bigEndian, UInt32(0x7F00_0001).bigEndian)
            let size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isOpen = withUnsafePointer(to: &address) { address in
                address.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) == 0 }
            }
            #expect(isOpen)
            sockets.append(socket)
        }
        try await Task.sleep(for: .milliseconds(300))
        for socket in sockets { close(socket) }
        var status: Int?
        for _ in 0..<50 where status != 201 {
            status = await client.ask("PUT", "/v1/products/kept", #"{"title":"kept quokka"}"#)?.status
            if status != 201 { try await Task.sleep(for: .milliseconds(100)) }
        }
        #expect(status == 201)
        #expect(await client.ask("GET", "/v1/search?q=kept+quokka&limit=1")?.text.contains("\"kept\"") == true)
        try await daemon.stop()
    }
}
