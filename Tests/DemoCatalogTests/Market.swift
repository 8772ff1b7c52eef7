@testable import DemoCatalog

/// Marketplaces that several tests look at; nothing of them is drawn until a test asks.
enum Market {
    /// Of the default size.
    static let full = DemoMarketplace()

    /// Small in every way, so that all of it can be drawn.
    static let small = DemoMarketplace(seed: 5, size: smallSize)

    static var smallSize: DemoMarketplace.Size {
        var size = DemoMarketplace.Size()
        (size.styles, size.sellers, size.sellersPerStyle, size.copies, size.side) = (16, 8, 1...2, 0.5, 32)
        return size
    }

    static let clicks = DemoClickLog(over: full)
}
