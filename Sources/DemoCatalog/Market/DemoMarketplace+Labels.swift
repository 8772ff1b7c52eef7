public import Records

extension DemoMarketplace {
    /// Two listings that an audit might take for one, and the truth about them.
    public struct LabelledPair: Hashable, Sendable {
        public let a: ProductID
        public let b: ProductID
        /// They show one and the same picture.
        public let isDuplicate: Bool
        public let isSameStyle: Bool
    }

    /// Of each listing so many others of its leaf category are drawn beside those of its style.
    private static let others = 24

    /// Every two listings of one style, or of a style and one that differs from it in a colour or a figure alone; and of
    /// each listing some others of its leaf category. Each pair once, in the order of `listings`.
    public var labelledPairs: [LabelledPair] {
        var dice = Dice(seed: seed ^ 0x7061_6972)
        let byStyle = Dictionary(grouping: listings.indices) { listings[$0].style }
        let byLeaf = Dictionary(grouping: listings.indices) { listings[$0].product.leafCategory }
        let roots = styles.map { $0.variantOf ?? $0.name }
        let kin = Dictionary(grouping: styles.indices) { roots[$0] }
        return listings.indices.flatMap { at -> [LabelledPair] in
            let listing = listings[at]
            let near = (kin[roots[listing.style]] ?? []).flatMap { byStyle[$0] ?? [] }
            let leaf = byLeaf[listing.product.leafCategory] ?? []
            let far = (0..<Self.others).map { _ in dice.pick(leaf) }
            return Set(near + far).filter { $0 > at }.sorted().map { other in
                let isSameStyle = listings[other].style == listing.style
                let (one, two) = (listing.copyOf ?? listing.id, listings[other].copyOf ?? listings[other].id)
                return LabelledPair(
                    a: listing.id, b: listings[other].id, isDuplicate: one == two, isSameStyle: isSameStyle)
            }
        }
    }
}
