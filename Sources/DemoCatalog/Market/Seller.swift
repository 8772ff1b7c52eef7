/// One shop of the marketplace: how it photographs, words and prices what it lists.
struct Seller: Sendable {
    let name: String
    /// What most of its pictures have behind the product.
    let background: DemoPhoto.Background
    /// How often it writes over a picture, 0...1.
    let overlays: Double
    /// What it writes there.
    let sign: String
    let wording: Wording
    /// Its prices against the usual ones.
    let level: Double
    /// How often a listing has a description, a brand, attributes; each 0...1.
    let describes: Double
    let brands: Double
    let attributes: Double

    /// `count` sellers with different names.
    static func drawn(count: Int, _ dice: inout Dice) -> [Seller] {
        precondition(count <= most, "there are names for \(most) sellers")
        let names = firsts.flatMap { first in seconds.map { "\(first) \($0)" } }
        return dice.shuffled(names).prefix(count).map { Seller(name: $0, &dice) }
    }

    /// As many as there are names for.
    static var most: Int { firsts.count * seconds.count }

    private init(name: String, _ dice: inout Dice) {
        self.name = name
        background = dice.pick(DemoPhoto.Background.self)
        overlays = dice.pick([0, 0.05, 0.1, 0.3, 0.7])
        sign = dice.chance(0.6) ? name.uppercased() : name.uppercased().filter { $0 != " " } + ".COM"
        wording = Wording(&dice)
        level = Double(dice.real(0.82...1.22))
        describes = dice.pick([0.2, 0.6, 0.8, 1])
        brands = dice.pick([0.4, 0.8, 0.95])
        attributes = dice.pick([0, 0.4, 0.8])
    }

    private static let firsts = [
        "Nora", "Blue", "City", "Corner", "Daily", "Happy", "Sun", "North", "Vela", "Mira", "Uno", "Topp",
    ]
    private static let seconds = ["Shop", "Store", "Trade", "Market", "Outlet", "Direct"]
}
