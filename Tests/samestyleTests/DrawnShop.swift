import DemoCatalog
import Foundation
import TestSupport

/// A small drawn marketplace as files, made once for all tests.
enum DrawnShop {
    private static let made = Result { () throws -> (ScratchFolder, DemoFiles, DemoMarketplace) in
        let folder = try ScratchFolder()
        var size = DemoMarketplace.Size()
        (size.styles, size.sellers, size.side) = (48, 8, 64)
        let market = DemoMarketplace(seed: 3, size: size)
        let log = DemoClickLog(over: market, sessions: 900)
        return (folder, try market.write(to: folder.url, clicks: log), market)
    }

    static func files() throws -> DemoFiles { try made.get().1 }
    static func market() throws -> DemoMarketplace { try made.get().2 }
}
