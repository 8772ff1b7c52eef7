/// The columns a preset knows for one field.
enum KnownColumns: Sendable {
    /// The first that the file has.
    case first([String])
    /// All that the file has, in this order.
    case all([String])
}
