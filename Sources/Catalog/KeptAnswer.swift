/// The answer to a write that was done, kept so that the same request again is answered without doing it again.
public struct KeptAnswer: Hashable, Sendable {
    /// Whose key it is: two who choose the same one are not mixed up.
    public var owner: String
    /// As the client chose it.
    public var key: String
    /// Tells the request from any other.
    public var request: [UInt8]
    public var status: Int
    public var type: String?
    public var body: [UInt8]
    /// Seconds since 1970.
    public var time: Int64

    /// How long an answer is kept, in seconds.
    public static let lifetime: Int64 = 24 * 3600
    /// How many bytes all of them may take; beyond, the oldest are forgotten before their time.
    public static let mostBytes: Int64 = 256 << 20

    public init(
        owner: String, key: String, request: [UInt8], status: Int, type: String?, body: [UInt8], time: Int64
    ) {
        (self.owner, self.key, self.request) = (owner, key, request)
        (self.status, self.type, self.body, self.time) = (status, type, body, time)
    }

    /// What it counts as, its row included.
    var size: Int64 { Int64(owner.utf8.count + key.utf8.count + body.count + 256) }
}

/// The key was used meanwhile, by this process or another; nothing was written.
public struct KeyTaken: Error, Equatable {
    public init() {}
}
