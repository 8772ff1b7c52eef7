public import Catalog
public import Pictures

/// A listing with its vectors, to be compared with others outside an audit.
public struct ComparedListing: Sendable {
    public let stored: StoredProduct
    /// Unit vectors by the picture, the text and both; nil for a side that it lacks.
    public let image: [Float]?
    public let text: [Float]?
    public let joint: [Float]?
    /// Its main picture, where that was opened already or is no file yet.
    public let sketch: PictureSketch?

    public init(
        _ stored: StoredProduct, image: [Float]?, text: [Float]?, joint: [Float]?, sketch: PictureSketch? = nil
    ) {
        (self.stored, self.image, self.text, self.joint) = (stored, image, text, joint)
        self.sketch = sketch
    }
}
