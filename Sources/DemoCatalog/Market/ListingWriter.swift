import Pictures
import Records

/// Has sellers list styles, and take up some listings again.
struct ListingWriter {
    let styles: [Style]
    let sellers: [Seller]
    let size: DemoMarketplace.Size

    /// A listing before it has its id.
    private struct Draft {
        let style: Int
        let seller: Seller
        let photo: DemoPhoto
        let title: String
        let price: Double
        var original: Int?
        var resaving: Resaving?
    }

    func listings(_ dice: inout Dice) -> [DemoListing] {
        let drafts = drafts(&dice)
        // Ids in a new order, so that neighbours tell nothing.
        let numbers = dice.shuffled(Array(drafts.indices))
        let ids = numbers.compactMap { ProductID(String(100_001 + $0 * 7)) }
        var listings: [DemoListing] = []
        for (place, draft) in drafts.enumerated() {
            let id = ids[place]
            let format: PictureFormat =
                draft.resaving == nil ? draft.photo.format : .jpeg
            listings.append(
                DemoListing(
                    product: product(draft, id: id, image: "pictures/\(id).\(Self.ending(format, &dice))", &dice),
                    photo: draft.photo, copyOf: draft.original.map { ids[$0] }, resaving: draft.resaving,
                    style: draft.style))
        }
        return listings.sorted { $0.id < $1.id }
    }

    private func drafts(_ dice: inout Dice) -> [Draft] {
        var drafts: [Draft] = []
        for (place, style) in styles.enumerated() {
            let count = dice.whole(size.sellersPerStyle)
            for seller in dice.shuffled(sellers).prefix(count) {
                let flips = !style.family.isTextLed
                let photo = DemoPhoto(seller: seller, side: size.side, flips: flips, &dice)
                drafts.append(
                    Draft(
                        style: place, seller: seller, photo: photo, title: seller.wording.title(of: style, &dice),
                        price: Self.price(style.price * seller.level * Double(dice.real(0.94...1.06)), &dice)))
            }
        }
        for original in drafts.indices where dice.chance(size.copies) {
            for _ in 0..<(dice.chance(0.8) ? 1 : 2) { drafts.append(copy(of: original, drafts[original], &dice)) }
        }
        return drafts
    }

    /// The same picture listed once more: by its seller, who hopes to be found twice, or by one who took it.
    private func copy(of place: Int, _ original: Draft, _ dice: inout Dice) -> Draft {
        let seller = dice.chance(0.6) ? original.seller : dice.pick(sellers)
        let title = seller.wording.rewritten(original.title, of: styles[original.style], &dice)
        return Draft(
            style: original.style, seller: seller, photo: original.photo, title: title,
            price: dice.chance(0.5)
                ? original.price : Self.price(original.price * Double(dice.real(0.9...1.1)), &dice),
            original: place, resaving: dice.chance(0.25) ? nil : Resaving(&dice))
    }

    private func product(_ draft: Draft, id: ProductID, image: String, _ dice: inout Dice) -> Product {
        let (style, seller) = (styles[draft.style], draft.seller)
        return Product(
            id: id, title: draft.title,
            description: dice.chance(seller.describes) ? Description.text(of: style, &dice) : nil,
            category: style.family.category, brand: dice.chance(seller.brands) ? style.brand : nil,
            seller: seller.name, price: Price(amount: draft.price, currency: "EUR"), style: style.name,
            attributes: dice.chance(seller.attributes) ? Self.attributes(of: style, &dice) : [:], images: [image])
    }

    /// Its figures, or its colour, pattern and material, in the seller's words.
    private static func attributes(of style: Style, _ dice: inout Dice) -> [String: String] {
        var attributes: [String: String] = [:]
        for fact in style.look.facts { attributes[fact.name] = dice.pick(fact.spellings) }
        guard !style.family.isTextLed else { return attributes }
        attributes["color"] = dice.pick(style.look.main.words)
        if let word = style.look.material.words.first { attributes["material"] = word }
        if let word = style.look.pattern.words.first, dice.chance(0.6) { attributes["pattern"] = word }
        return attributes
    }

    /// In cents, most often just below the whole.
    private static func price(_ amount: Double, _ dice: inout Dice) -> Double {
        let whole = max(1, amount.rounded(.down))
        return whole + dice.pick([0.99, 0.99, 0.9, 0.5, 0])
    }

    /// The end of a picture's name; one in twenty-five lies about the format, as real ones do.
    private static func ending(_ format: PictureFormat, _ dice: inout Dice) -> String {
        let endings = ["jpg", "png", "webp"]
        let honest = format == .jpeg ? "jpg" : format.rawValue
        return dice.chance(0.04) ? dice.pick(endings.filter { $0 != honest }) : honest
    }
}
