import Foundation
import TestSupport
import Testing

@testable import Files

struct WholeFileTests {
    @Test func aFileIsReplacedWhole() throws {
        let folder = try ScratchFolder()
        let path = folder.path("a.bin")
        try WholeFile.write(Data([1, 2, 3]), to: path)
        try WholeFile.write(Data([4]), to: path)
        #expect(FileManager.default.contents(atPath: path) == Data([4]))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["a.bin"])
    }

    @Test func whatFailsOnTheWayLeavesTheOldFileAndNothingBeside() throws {
        let folder = try ScratchFolder()
        let path = folder.path("a.bin")
        try WholeFile.write(Data([1]), to: path)
        struct Lost: Error {}
        #expect(throws: Lost.self) {
            try WholeFile.write(to: path) { file in
                try file.write(contentsOf: Data([9, 9]))
                throw Lost()
            }
        }
        #expect(FileManager.default.contents(atPath: path) == Data([1]))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["a.bin"])
    }

    @Test func aFolderThatIsNotThereIsAnError() {
        #expect(throws: POSIXError.self) { try WholeFile.write(Data(), to: "/nowhere/at/all/a.bin") }
    }

    @Test func aMappedFileKeepsItsBytesWhenItIsReplaced() throws {
        let folder = try ScratchFolder()
        let path = folder.path("a.bin")
        try WholeFile.write(Data([1, 2, 3]), to: path)
        let mapped = try MappedFile(path: path)
        try WholeFile.write(Data([7, 7, 7, 7]), to: path)
        let again = try MappedFile(path: path)
        withExtendedLifetime((mapped, again)) {
            #expect(Array(mapped.bytes) == [1, 2, 3])
            #expect(Array(again.bytes) == [7, 7, 7, 7])
        }
    }
}
