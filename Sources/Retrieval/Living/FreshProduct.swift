import Neighbors
import Records

/// A row that came after the snapshot was built.
final class FreshProduct: Sendable {
    let id: ProductID
    let revision: Int64
    let content: ContentKey
    let facets: Product
    let born: Moment
    let has: Set<View>
    /// The gallery's rows of its further pictures, and which picture of the product each is.
    let gallery: Range<Int>
    let numbers: [Int]
    /// The product's fresh row of before.
    let previous: Int?

    init(_ arrival: Arrival, _ born: Moment, gallery first: Int, previous: Int?) {
        (id, revision, content, facets) = (arrival.id, arrival.revision, arrival.content, arrival.facets)
        (self.born, self.previous) = (born, previous)
        has = Set(View.allCases.filter { arrival.vectors[$0] != nil })
        numbers = arrival.vectors.pictures.map(\.number)
        gallery = first..<(first + numbers.count)
    }
}
