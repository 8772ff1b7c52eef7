import Testing

@testable import Retrieval

/// What is left of a filter when another value of a field is chosen.
@Suite struct FilterFieldsTests {
    @Test(arguments: [
        ("brand = a", "brand", nil), ("brand = a", "seller", "brand = a"),
        ("brand = a and seller = b", "brand", "seller = b"), ("brand = a and seller = b", "SELLER", "brand = a"),
        ("Brand = a and seller = b and brand != c", "brand", "seller = b"),
        ("(brand = a or brand = b) and price < 5", "brand", "price < 5"),
        ("price >= 1 and price < 5 and not price = 2", "price", nil),
        ("brand = a or seller = b", "brand", "brand = a or seller = b"),
        ("(brand = a or seller = b) and brand = c", "brand", "brand = a or seller = b"),
        ("not (brand = a or seller = b)", "brand", "not (brand = a or seller = b)"),
        ("attribute.color = red and brand = a", "color", "brand = a"),
        ("color in (red, blue) and brand = a", "Attribute.Color", "brand = a"),
        // An attribute that has the name of a field of products is another field.
        ("attribute.brand = a", "brand", "attribute.brand = a"), ("attribute.brand = a", "attribute.BRAND", nil),
    ]) func conditionsOnThatFieldAloneAreLeftOut(text: String, field: String, left: String?) throws {
        #expect(try Filter(text).without(field) == left.map { try Filter($0) })
    }
}
