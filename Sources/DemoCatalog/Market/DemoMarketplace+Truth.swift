public import Records

extension DemoMarketplace {
    /// The truth label of the listing called `id`, nil where there is none.
    public func style(of id: ProductID) -> String? { listing(id).map { styles[$0.style].name } }

    /// The listings of each style, by its label.
    public var listingsByStyle: [String: [ProductID]] {
        Dictionary(grouping: listings) { styles[$0.style].name }.mapValues { $0.map(\.id) }
    }

    /// Listings that show one and the same picture, whoever listed them: each original with its copies.
    public var duplicateGroups: [[ProductID]] { groups { _ in "" } }

    /// The same, each group cut into what single sellers listed: what an audit within sellers should find.
    public var duplicateGroupsWithinSellers: [[ProductID]] { groups { $0.product.seller ?? "" } }

    /// Styles that look alike but for colour, or but for one figure, and are not the same.
    public var variants: [(original: String, variant: String)] {
        styles.compactMap { style in style.variantOf.map { ($0, style.name) } }
    }

    /// The leaf categories whose pictures hardly differ: the figures in the titles decide the style.
    public static var textLedCategories: Set<String> {
        Set(Family.all.filter(\.isTextLed).compactMap(\.category.last))
    }

    private func groups(by part: (DemoListing) -> String) -> [[ProductID]] {
        struct Key: Hashable {
            let original: ProductID
            let part: String
        }
        let groups = Dictionary(grouping: listings) { Key(original: $0.copyOf ?? $0.id, part: part($0)) }
        return groups.values.map { $0.map(\.id).sorted() }.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    }
}
