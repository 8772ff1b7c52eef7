import Foundation
import TestSupport
import Testing

/// The drawn marketplace imported, with a model that was hardly trained and its index; made once for tests that only
/// read it.
enum IndexedShop {
    private static let made = Result { () throws -> Program in
        let program = try Program()
        let files = try DrawnShop.files()
        #expect(try program.run("catalog", "import", files.products, "--images", files.images).status == 0)
        #expect(try program.run("clicks", "import", files.clicks).status == 0)
        let train = try program.run("train", "--model", "demo", "--epochs", "0.2", "--batch", "16", "--name", "m")
        #expect(train.status == 0, "\(train.errors)")
        #expect(try program.run("index", "build").status == 0)
        return program
    }

    static func program() throws -> Program { try made.get() }
}
