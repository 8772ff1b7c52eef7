import Audit
public import Logging
import Pictures

/// How the daemon is run. The commented reference is `deploy/samestyle.yaml`.
public struct ServiceSettings: Hashable, Sendable {
    public var host = "127.0.0.1"
    /// 0 takes any port that is free.
    public var port = 8080
    /// The longest body of a request, in bytes.
    public var bodyLimit = 16 << 20
    /// How many bytes of bodies are held at once.
    public var bodyMemory = 256 << 20
    /// How long a body may take to arrive.
    public var bodySeconds = 30
    /// The largest picture, width times height.
    public var pixelLimit = 64_000_000
    /// Whether pictures are fetched by their addresses.
    public var pictureURLs = true
    /// As `host:port`: hosts whose pictures are fetched from that port, and that may be of this network.
    public var pictureURLHosts: [String] = []
    /// How long a picture may take to be fetched.
    public var pictureURLSeconds = 10
    /// A file of certificates in PEM that are trusted besides the system's where pictures are fetched.
    public var pictureURLTrust: String?
    /// How many questions may wait for a worker.
    public var queueBound = 64
    /// In what time a question is to be answered, its wait included: one that would take longer is refused.
    public var answerMilliseconds = 150
    /// How many changes since the index was built make a new one due, where they are a twentieth of it too.
    public var foldAfter = 2000
    /// How many audits are kept.
    public var auditsKept = KeptAudits.most
    public var keys: [AccessKey] = []
    /// Listen to other machines even without keys.
    public var insecure = false
    /// How many connections may be open.
    public var connectionLimit = 4096
    /// How long the head of a request may take to arrive, from its first byte on.
    public var headerSeconds = 10
    /// How long a client may take nothing of an answer that waits to be sent.
    public var sendSeconds = 30
    /// How long the server goes on answering when it is told to stop, and says that it is not ready.
    public var drainSeconds = 0
    /// Nil where it speaks no TLS.
    public var tls: TLSFiles?
    /// How often each client may ask, by its key, or by its address where there are no keys.
    public var rateLimit = RateLimit()
    public var origins = AllowedOrigins.these([])
    public var logFormat = LogFormat.text
    /// What is less than this is not logged.
    public var logLevel = Logger.Level.info

    public init() {}

    var pictureLimits: PictureLimits { PictureLimits(pixels: pixelLimit, bytes: bodyLimit) }

    var fetchRules: FetchRules {
        FetchRules(bytes: bodyLimit, seconds: pictureURLSeconds, hosts: Set(pictureURLHosts))
    }

    /// Whether other machines cannot reach the address.
    var isLoopback: Bool { LoopbackHost.contains(host) }

    /// Refuses to be open to everybody by accident.
    func check() throws(ServerError) {
        guard isLoopback || !keys.isEmpty || insecure else { throw .openToAll(host: host) }
    }
}
