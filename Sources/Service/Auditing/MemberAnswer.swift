import Audit
import Catalog
import Records

/// A listing of a cluster as JSON: as it is now, or, where it is gone, as far as the audit has it.
struct MemberAnswer: Encodable, Sendable {
    private let member: DuplicateCluster.Member
    private let stored: StoredProduct?
    /// Whether it was changed since the audit.
    private let isChanged: Bool

    init(_ member: DuplicateCluster.Member, _ stored: StoredProduct?, revision: Int64) {
        (self.member, self.stored) = (member, stored)
        isChanged = stored.map { $0.revision > revision } ?? false
    }

    enum CodingKeys: CodingKey {
        case id, title, description, category, brand, seller, price, currency, attributes, image, gone, changed
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let product = stored?.product
        try container.encode(member.id, forKey: .id)
        try container.encode(product?.title ?? member.title, forKey: .title)
        try container.encodeIfPresent(product?.description, forKey: .description)
        if let product, !product.category.isEmpty { try container.encode(product.category, forKey: .category) }
        try container.encodeIfPresent(product?.brand, forKey: .brand)
        try container.encode(product == nil ? member.seller : product?.seller, forKey: .seller)
        try container.encode(product?.price?.amount, forKey: .price)
        try container.encode(product?.price?.currency, forKey: .currency)
        try container.encode(product?.attributes ?? [:], forKey: .attributes)
        let image = stored?.picture == nil ? nil : ProductAnswer.imagePath(member.id)
        try container.encode(image, forKey: .image)
        try container.encode(stored == nil, forKey: .gone)
        try container.encode(isChanged, forKey: .changed)
    }
}
