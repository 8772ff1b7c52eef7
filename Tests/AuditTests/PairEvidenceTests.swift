import Audit
import Catalog
import Neighbors
import Records
import Testing

@Test(
    arguments: [
        ("Stainless sheet 304 brushed", "Stainless sheet 201 brushed"), ("Hex bolt M6 zinc", "Hex bolt M8 zinc"),
        ("Steel bottle 32 oz lid", "Steel bottle 24 oz lid"), ("Hex bolt DIN912 M6", "Hex bolt DIN912 M8"),
    ])
func whatOneFigureTellsApartIsNoDuplicateWithTheSamePicture(one: String, other: String) throws {
    let products = [
        try Shelf.listing("a", one, digest: "p"), try Shelf.listing("b", other, digest: "p"),
        try Shelf.listing("c", one, digest: "p"),
    ]
    let view = try Shelf.view([10, 10, 10])
    for relation in AuditRelation.allCases {
        let finder = DuplicateFinder(AuditSettings(relation: relation))
        let found = try finder.clusters(in: AuditedCatalogue(products: products, image: view, text: view))
        #expect(Shelf.ids(found) == [["a", "c"]])
    }
}

@Test func variantsInColourAndSizeAreNeitherDuplicatesNorOneStyle() throws {
    func shirt(_ id: String, _ colour: String, _ size: String) throws -> StoredProduct {
        try Shelf.listing(id, "Linen shirt", digest: "shirt", attributes: ["color": colour, "size": size])
    }
    let products = [
        try shirt("a", "Red", "Medium"), try shirt("b", "Navy", "M"), try shirt("c", "Red", "XL"),
        try shirt("d", "red", "M"),
    ]
    for relation in AuditRelation.allCases {
        let found = try DuplicateFinder(AuditSettings(relation: relation)).clusters(
            in: AuditedCatalogue(products: products))
        #expect(Shelf.ids(found) == [["a", "d"]])
    }
    #expect(try Shelf.evidence(products[0], products[1]).variation == [.colour])
    #expect(try Shelf.evidence(products[0], products[2]).variation == [.size])
    #expect(try Shelf.evidence(products[1], products[2]).variation == [.colour, .size])
    #expect(try Shelf.evidence(products[0], products[3]).variation.isEmpty)
}

@Test func rareWordsWeighMoreThanThoseOfEveryTitle() throws {
    let many = try (0..<50).map { try Shelf.listing("x\($0)", "running shoes for men number\($0)") }
    let shoes = [
        try Shelf.listing("a", "running shoes for men kayano"), try Shelf.listing("b", "kayano trainers women"),
        try Shelf.listing("c", "running shoes for men metcon"),
    ]
    let near = try Shelf.evidence(shoes[0], shoes[1], among: many + shoes)
    let far = try Shelf.evidence(shoes[0], shoes[2], among: many + shoes)
    #expect(near.rareOverlap > near.titleOverlap && far.rareOverlap < far.titleOverlap)
    #expect(near.rarestShared > 2 * far.rarestShared)
}

@Test func titlesSpeltApartAreStillAlike() throws {
    let products = [
        try Shelf.listing("a", "Logitech wireless-keyboard K350"),
        try Shelf.listing("b", "logitech wirelesskeyboard k-350"),
        try Shelf.listing("c", "Garden hose, green, twenty metres"),
    ]
    #expect(try Shelf.evidence(products[0], products[1]).spelling > 0.5)
    #expect(try Shelf.evidence(products[0], products[2]).spelling < 0.1)
}

@Test func aShorterTitleIsContainedInALongerOne() throws {
    let products = [
        try Shelf.listing("a", "Adobe Photoshop Elements"),
        try Shelf.listing("b", "Adobe Photoshop Elements upgrade for Windows, retail box"),
    ]
    let found = try Shelf.evidence(products[0], products[1])
    #expect(found.containment == 1)
    #expect(found.rareOverlap < 1)
    #expect(found.rarestMissing == 0)
}

@Test(
    arguments: [
        ("Microsoft", "microsoft licenses", "x", "y", true), ("Sony", "Canon", "x", "y", false),
        ("Sage Software", nil, "x", "peachtree by sage software 2007", true), ("Sage", nil, "x", "peachtree", nil),
        (nil, nil, "x", "y", nil),
    ] as [(String?, String?, String, String, Bool?)])
func brandsAreComparedAsTheyAreWritten(
    one: String?, other: String?, title: String, otherTitle: String, same: Bool?
) throws {
    let a = StoredProduct(product: Product(id: try Shelf.name("a"), title: title, brand: one))
    let b = StoredProduct(product: Product(id: try Shelf.name("b"), title: otherTitle, brand: other))
    #expect(try Shelf.evidence(a, b).sameBrand == same)
    #expect(try Shelf.evidence(b, a).sameBrand == same)
}

@Test func aPriceOfZeroIsNoPrice() throws {
    func lamp(_ id: String, _ amount: Double, _ currency: String = "EUR") throws -> StoredProduct {
        StoredProduct(
            product: Product(
                id: try Shelf.name(id), title: "Lamp", price: Price(amount: amount, currency: currency)))
    }
    let ten = try lamp("a", 10)
    #expect(try Shelf.evidence(ten, lamp("b", 5)).priceRatio == 0.5)
    #expect(try Shelf.evidence(ten, lamp("b", 0)).priceRatio == nil)
    #expect(try Shelf.evidence(ten, lamp("b", 10, "USD")).priceRatio == nil)
}

@Test func attributesAreComparedKeyByKey() throws {
    let one = try Shelf.listing(
        "a", "Lamp", attributes: ["Material": "Oak", "width": "20 mm", "voltage": "12V", "color": "red"])
    let other = try Shelf.listing(
        "b", "Lamp", attributes: ["material": "oak", "Width": "2 cm", "voltage": "24 V", "weight": "1kg"])
    let found = try Shelf.evidence(one, other)
    #expect(found.attributesAgree == 2)
    #expect(found.attributesConflict == 1)
}

@Test func descriptionsAreComparedByTheirWords() throws {
    let text = (0..<60).map { "word\($0)" }.joined(separator: " ")
    let one = try Shelf.listing("a", "Lamp", description: text)
    #expect(try Shelf.evidence(one, Shelf.listing("b", "Lamp", description: text.uppercased())).descriptions == 1)
    let other = (30..<90).map { "word\($0)" }.joined(separator: ". ")
    let half = try #require(try Shelf.evidence(one, Shelf.listing("b", "Lamp", description: other)).descriptions)
    #expect(half > 0 && half < 0.8)
    #expect(try Shelf.evidence(one, Shelf.listing("b", "Lamp")).descriptions == nil)
}

@Test func aCopysPicturesMayComeInAnotherOrder() throws {
    let (front, back) = (
        PictureFacts(path: "/f", digest: "front", perceptualHash: 0xFF00, width: 9, height: 9),
        PictureFacts(path: "/b", digest: "back", perceptualHash: 0xFF_0000_0000, width: 9, height: 9)
    )
    func lamp(_ id: String, _ pictures: [PictureFacts]) throws -> StoredProduct {
        StoredProduct(product: Product(id: try Shelf.name(id), title: "Lamp"), pictures: pictures)
    }
    #expect(try Shelf.evidence(lamp("a", [front, back]), lamp("b", [back])).sameBytes)
    #expect(try Shelf.evidence(lamp("a", [front]), lamp("b", [back])).sameBytes == false)
}
