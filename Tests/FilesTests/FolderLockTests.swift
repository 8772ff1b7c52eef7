import TestSupport
import Testing

@testable import Files

struct FolderLockTests {
    @Test func oneHoldsItAtATimeAndTheNextGetsItAfterwards() throws {
        let folder = try ScratchFolder()
        var first = try FolderLock(folder.path("lock"))
        #expect(first != nil)
        #expect(try FolderLock(folder.path("lock")) == nil)
        first = nil
        #expect(try FolderLock(folder.path("lock")) != nil)
    }

    @Test func aFolderThatIsNotThereIsAnError() {
        #expect(throws: (any Error).self) { try FolderLock("/nowhere/at/all/lock") }
    }
}
