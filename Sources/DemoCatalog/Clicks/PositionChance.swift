import Foundation

/// How likely a shopper looks at a place in a list.
enum PositionChance {
    /// 1 at the first place, falling with the 0.7th power of the place.
    static func of(_ place: Int) -> Double { place < table.count ? table[place] : 0 }

    private static let table = (1...20).map { pow(Double($0), -0.7) }
}
