/// The vectors of one row by the picture, the text and both; nil for a side that it lacks.
struct RowVectors: Sendable {
    var image: [Float]?
    var text: [Float]?
    var joint: [Float]?
}
