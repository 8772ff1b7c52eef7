public import Catalog

/// A listing with its vectors, to be compared with others outside an audit.
public struct ComparedListing: Sendable {
    public let stored: StoredProduct
    /// Unit vectors by the picture, the text and both; nil for a side that it lacks.
    public let image: [Float]?
    public let text: [Float]?
    public let joint: [Float]?

    public init(_ stored: StoredProduct, image: [Float]?, text: [Float]?, joint: [Float]?) {
        (self.stored, self.image, self.text, self.joint) = (stored, image, text, joint)
    }
}
