public import Audit
public import Catalog
public import Foundation
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
import NIOSSL
public import Retrieval
import ServiceLifecycle

/// The HTTP daemon: its routes, and the run from the first request to the last.
public struct SameStyleServer: Sendable {
    let settings: ServiceSettings
    let logger: Logger
    private let onRunning: @Sendable (_ host: String, _ port: Int) -> Void
    let store: CatalogStore
    private let checker: ListingChecker
    let audits: AuditDesk
    private let pictures: PictureFolder
    private let fetcher: PictureFetcher?
    let index: LiveIndex
    let encoding: WorkQueue
    let writing: WorkQueue
    private let files: WorkQueue
    let metrics = ServiceMetrics()
    private let process = ProcessFigures()
    let policy: LiveValue<AccessPolicy>
    /// Each connection begins with the one of its moment; nil where the server speaks no TLS.
    let identity: LiveValue<TLSIdentity?>
    /// How an audit weighs its evidence; by weights set by hand where nil.
    let evidence: LiveValue<EvidenceFile?>
    let connections: ConnectionTable
    let draining = Draining()
    private let limiter = RateLimiter()

    /// How long requests in flight are waited for when the server is told to stop.
    private static let patience = Duration.seconds(30)
    /// Questions begun at once: more than there are cores, so that those whose inputs have to be encoded go through the
    /// model together.
    static let workers = 8 * places
    /// How many of them compute.
    static let places = ProcessInfo.processInfo.activeProcessorCount
    /// A connection on which nothing happens for so many seconds is closed.
    private static let idleTime = 75

    /// - Parameters:
    ///   - retriever: Opens the index; asked again every second while there is none.
    ///   - pictures: The folder for pictures that clients send.
    ///   - audits: The folder for audits that are kept.
    ///   - evidence: How an audit of the catalogue weighs its evidence; by weights set by hand where nil.
    ///   - onRunning: Called with the address once requests are answered.
    public init(
        retriever: @escaping @Sendable () throws -> Retriever, store: CatalogStore, pictures: URL, audits: URL,
        settings: ServiceSettings, evidence: EvidenceFile? = nil, logger: Logger,
        onRunning: @escaping @Sendable (_ host: String, _ port: Int) -> Void = { _, _ in }
    ) throws(ServerError) {
        try settings.check()
        (self.settings, self.store, self.logger, self.onRunning) = (settings, store, logger, onRunning)
        policy = LiveValue(AccessPolicy(settings))
        identity = LiveValue(nil)
        self.evidence = LiveValue(evidence)
        checker = ListingChecker(store: store, evidence: self.evidence)
        connections = ConnectionTable(settings: settings)
        self.pictures = PictureFolder(url: pictures, limits: settings.pictureLimits)
        fetcher = try settings.pictureURLs ? Self.fetcher(settings) : nil
        index = LiveIndex(opening: retriever, foldAfter: settings.foldAfter, logger: logger)
        encoding = WorkQueue(
            "encoding", workers: Self.workers, places: Self.places, bound: settings.queueBound,
            patience: .milliseconds(settings.answerMilliseconds))
        self.audits = AuditDesk(
            kept: KeptAudits(audits), store: store, index: index, evidence: self.evidence, most: settings.auditsKept,
            metrics: metrics, logger: logger)
        // SQLite has one writer at a time.
        writing = WorkQueue("writing", workers: 1, bound: settings.queueBound)
        // As many as a page may show, for some visitors at once.
        files = WorkQueue("files", workers: 2 * Self.places, bound: 1024)
        if let files = settings.tls { take(try TLSIdentity(files)) }
        if connections.limit < settings.connectionLimit {
            logger.notice(
                "the limit of open files leaves room for fewer connections than the settings allow",
                metadata: ["connections": .stringConvertible(connections.limit)])
        }
    }

    private static func fetcher(_ settings: ServiceSettings) throws(ServerError) -> PictureFetcher {
        guard let path = settings.pictureURLTrust else { return PictureFetcher(settings.fetchRules) }
        guard let trusted = try? NIOSSLCertificate.fromPEMFile(path), !trusted.isEmpty else {
            throw .badFile(
                path: path, reason: "picture_url_trust: it cannot be read, or holds no certificates in PEM")
        }
        return PictureFetcher(settings.fetchRules, trusted: trusted)
    }

    /// Answers requests until the task is cancelled; then takes no new ones, finishes those in flight, and returns.
    public func run() async throws {
        let group = ServiceGroup(configuration: groupConfiguration)
        // Cancellation must reach the group as a graceful shutdown, so it runs in a task of its own.
        let running = Task { try await group.run() }
        do {
            try await withTaskCancellationHandler {
                try await running.value
            } onCancel: {
                draining.begin()
                Task {
                    // Whoever sends requests here learns from /readyz to send them elsewhere, and until then is answered.
                    if settings.drainSeconds > 0 { try? await Task.sleep(for: .seconds(settings.drainSeconds)) }
                    await group.triggerGracefulShutdown()
                }
            }
        } catch {
            throw ServerError(error, host: settings.host, port: settings.port) ?? error
        }
    }

    private var groupConfiguration: ServiceGroupConfiguration {
        var configuration = ServiceGroupConfiguration(services: [index, audits, application], logger: quiet)
        configuration.maximumGracefulShutdownDuration = Self.patience
        return configuration
    }

    /// The server as Hummingbird runs it, without what runs beside.
    var application: some ApplicationProtocol {
        let (host, onRunning) = (settings.host, onRunning)
        return Application(
            router: routes.router,
            server: server,
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: settings.port), availableConnectionsDelegate: connections),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { onRunning(host, port) }
            }, logger: quiet)
    }

    private var server: HTTPServerBuilder {
        let (settings, metrics, logger, identity) = (settings, metrics, logger, identity)
        let connections = connections
        return HTTPServerBuilder { responder in
            let configuration = HTTP1Channel.Configuration(
                additionalChannelHandlers: [
                    ConnectionHandler(table: connections, metrics: metrics),
                    UnreadableHandler(metrics: metrics, logger: logger), ContinueHandler(limit: settings.bodyLimit),
                ],
                // A body that is still waited for gets its answer, 408, first.
                idleTimeout: .seconds(Int64(max(Self.idleTime, settings.bodySeconds + 5))))
            return ServedChannel(
                http: HTTP1Channel(responder: responder, configuration: configuration), identity: identity,
                settings: settings, metrics: metrics)
        }
    }

    /// Below warnings the frameworks speak of themselves alone.
    private var quiet: Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        return quiet
    }

    private var figures: ServiceFigures {
        ServiceFigures(
            metrics: metrics, index: index, queues: [("questions", encoding), ("writes", writing)], process: process,
            connections: connections, audits: audits)
    }

    /// Every route, each request counted, guarded, and its errors turned into problems.
    var routes: RouteTable {
        let router = Router(context: ServiceContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: RequestMiddleware(metrics: metrics, connections: connections, logger: logger))
        let allowed = AllowedMethods()
        router.add(middleware: CrossOriginMiddleware(policy: policy, allowed: allowed))
        router.add(middleware: SecurityHeaders())
        router.add(middleware: ProblemMiddleware(metrics: metrics, allowed: allowed))
        router.add(middleware: LoopbackMiddleware(policy: policy))
        var table = RouteTable(router, gate: AccessGate(policy: policy, limiter: limiter, metrics: metrics))
        let answering = Answering(
            index: index, queue: encoding, limits: pictures.limits, fetcher: fetcher, metrics: metrics)
        let (limits, once) = (BodyLimits(settings), OnceOnly(store))
        SearchController(answering: answering, bodyLimits: limits).register(on: &table)
        FacetsController(answering: answering).register(on: &table)
        CheckController(answering: answering, checker: checker, bodyLimits: limits).register(on: &table)
        ProductsController(store: store, index: index, answering: answering).register(on: &table)
        PictureController(store: store, files: files).register(on: &table)
        ProductWritesController(
            intake: ProductIntake(store: store, pictures: pictures), index: index, once: once, writing: writing,
            bodyLimits: limits
        ).register(on: &table)
        ClicksController(store: store, once: once, writing: writing, bodyLimits: limits).register(on: &table)
        let shelf = ReviewShelf(audits.kept, store)
        AuditsController(
            desk: audits, shelf: shelf, store: store, once: once, reading: encoding, writing: writing,
            bodyLimits: limits
        ).register(on: &table)
        ClustersController(shelf: shelf, reading: encoding).register(on: &table)
        RulingsController(
            shelf: shelf, store: store, once: once, writing: writing, metrics: metrics, bodyLimits: limits
        ).register(on: &table)
        AuditFilesController(shelf: shelf, kept: audits.kept).register(on: &table)
        DecisionsController(store: store, reading: encoding).register(on: &table)
        HealthController(index: index, figures: figures, draining: draining).register(on: &table)
        PageController().register(on: &table)
        allowed.take(table.methods)
        return table
    }
}
