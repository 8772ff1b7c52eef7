import Foundation
import Tensors

/// A listing of a drawn shop with pictures: five sellers list each style, in words and photos of their own.
struct ShopListing {
    static let listingsOfStyle = 5

    let number: Int
    private let style: DrawnProduct
    private let own: DrawnProduct

    init(_ number: Int) {
        self.number = number
        // Numbers of styles lie apart from those of listings, so that they share no words but by chance.
        (style, own) = (DrawnProduct(1_000_000_000 + number / Self.listingsOfStyle), DrawnProduct(number))
    }

    var id: String { own.id }
    /// The words of the style but one, and one of its own.
    var words: [String] {
        let words = style.words
        let without = number % Self.listingsOfStyle % words.count
        return Array(words[..<without] + words[(without + 1)...] + own.words.prefix(1))
    }
    var picturePath: String { "\(number / 1000)/\(id).jpg" }

    static let header = "id,title,category,brand,seller,price,currency,attribute.color,image"

    var row: String {
        let price = "\(own.price / 100).\(own.price % 100 / 10)\(own.price % 10)"
        let title = words.joined(separator: " ")
        return "\(id),\(title),Shop > \(style.category),\(style.brand),\(own.seller),\(price),EUR,\(style.color),"
            + picturePath
    }

    /// Its photo; other looks at the same listing differ in place, light and noise.
    func picture(look: Int, side: Int) -> [UInt8] {
        let seed = UInt64(number) << 8 | UInt64(look)
        return DrawnPicture(style: style, number: number / Self.listingsOfStyle, seed: seed, side).jpeg
    }
}
