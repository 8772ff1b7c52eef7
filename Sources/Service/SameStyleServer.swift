public import Catalog
public import Foundation
import Hummingbird
public import Logging
import NIOCore
import NIOSSL
public import Retrieval
import ServiceLifecycle

/// The HTTP daemon: its routes, and the run from the first request to the last.
public struct SameStyleServer: Sendable {
    private let settings: ServiceSettings
    private let logger: Logger
    private let onRunning: @Sendable (_ host: String, _ port: Int) -> Void
    private let store: CatalogStore
    private let pictures: PictureFolder
    private let fetcher: PictureFetcher?
    let index: LiveIndex
    let encoding: WorkQueue
    let writing: WorkQueue
    let metrics = ServiceMetrics()

    /// How long requests in flight are waited for when the server is told to stop.
    private static let patience = Duration.seconds(30)
    /// Questions worked on at once: more than there are cores, so that those whose inputs have to be encoded go through the
    /// model together.
    static let workers = 8 * ProcessInfo.processInfo.activeProcessorCount
    /// A connection on which nothing happens for so long is closed.
    private static let idleTime = TimeAmount.seconds(75)

    /// - Parameters:
    ///   - retriever: Opens the index; asked again every second while there is none.
    ///   - pictures: The folder for pictures that clients send.
    ///   - onRunning: Called with the address once requests are answered.
    public init(
        retriever: @escaping @Sendable () throws -> Retriever, store: CatalogStore, pictures: URL,
        settings: ServiceSettings, logger: Logger,
        onRunning: @escaping @Sendable (_ host: String, _ port: Int) -> Void = { _, _ in }
    ) throws(ServerError) {
        try settings.check()
        (self.settings, self.store, self.logger, self.onRunning) = (settings, store, logger, onRunning)
        self.pictures = PictureFolder(url: pictures, limits: settings.pictureLimits)
        fetcher = try settings.pictureURLs ? Self.fetcher(settings) : nil
        index = LiveIndex(opening: retriever, foldAfter: settings.foldAfter, logger: logger)
        encoding = WorkQueue(
            "encoding", workers: Self.workers, bound: settings.queueBound,
            patience: .milliseconds(settings.answerMilliseconds))
        // SQLite has one writer at a time.
        writing = WorkQueue("writing", workers: 1, bound: settings.queueBound)
    }

    private static func fetcher(_ settings: ServiceSettings) throws(ServerError) -> PictureFetcher {
        guard let path = settings.pictureURLTrust else { return PictureFetcher(settings.fetchRules) }
        guard let trusted = try? NIOSSLCertificate.fromPEMFile(path), !trusted.isEmpty else {
            throw .noCertificates(path: path)
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
                Task { await group.triggerGracefulShutdown() }
            }
        } catch {
            throw ServerError(error, host: settings.host, port: settings.port) ?? error
        }
    }

    private var groupConfiguration: ServiceGroupConfiguration {
        var configuration = ServiceGroupConfiguration(services: [index, application], logger: quiet)
        configuration.maximumGracefulShutdownDuration = Self.patience
        return configuration
    }

    /// The server as Hummingbird runs it, without what runs beside.
    var application: some ApplicationProtocol {
        let (host, onRunning, limit) = (settings.host, onRunning, settings.bodyLimit)
        return Application(
            router: routes.router,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ContinueHandler(limit: limit), DepartureHandler()],
                    idleTimeout: Self.idleTime)),
            configuration: ApplicationConfiguration(address: .hostname(host, port: settings.port)),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { onRunning(host, port) }
            }, logger: quiet)
    }

    /// Below warnings the frameworks speak of themselves alone.
    private var quiet: Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        return quiet
    }

    /// Every route, each request counted, guarded, and its errors turned into problems.
    var routes: RouteTable {
        let router = Router(context: ServiceContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: MetricsMiddleware(metrics: metrics))
        router.add(middleware: SecurityHeaders())
        let allowed = AllowedMethods()
        router.add(middleware: ProblemMiddleware(metrics: metrics, allowed: allowed))
        // `insecure` says that something in front keeps strangers out, which may pass its own name on.
        if settings.keys.isEmpty && settings.isLoopback && !settings.insecure {
            router.add(middleware: LoopbackMiddleware())
        }
        // Those that wait and those that are worked on.
        router.add(middleware: BodyGate(bound: settings.queueBound + Self.workers))
        var table = RouteTable(router, keys: settings.keys)
        let answering = Answering(
            index: index, queue: encoding, limits: pictures.limits, fetcher: fetcher, metrics: metrics)
        let (limits, once) = (settings.bodyLimits, OnceOnly(store))
        SearchController(answering: answering, bodyLimits: limits).register(on: &table)
        FacetsController(answering: answering).register(on: &table)
        ProductsController(store: store, index: index, answering: answering).register(on: &table)
        PictureController(store: store).register(on: &table)
        ProductWritesController(
            intake: ProductIntake(store: store, pictures: pictures), index: index, once: once, writing: writing,
            bodyLimits: limits
        ).register(on: &table)
        ClicksController(store: store, once: once, writing: writing, bodyLimits: limits).register(on: &table)
        HealthController(answering: answering).register(on: &table)
        PageController().register(on: &table)
        allowed.take(table.methods)
        return table
    }
}
