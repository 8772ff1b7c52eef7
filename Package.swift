// swift-tools-version: 6.2
import PackageDescription

// The package reads as floors: a target imports only lower floors, and only what its line names.
// `Tools/check-floors` holds the imports in the sources against these lines.

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let floors: [[Target]] = [
    // Floor 0: kernels, and the C faces of the system's libraries.
    native("CKernels"),
    native("COneDNN", linking: ["dnnl", "gomp"]),
    native("CFaiss", in: "Index", linking: ["faiss", "openblas", "gomp", "m"], including: "openmp"),
    floor("Files"),
    system("COpenBLAS"), system("CTurboJPEG"), system("CPNG"), system("CWebP"),

    // Floor 1: words and values.
    floor("Records"),
    floor("Measures"),
    floor("Tokens", golden: true),
    floor("Tables"),
    floor("Pictures", on: ["CKernels", "CTurboJPEG", "CPNG", "CWebP"], golden: true),
    floor("Tensors", on: ["CKernels", "COneDNN", "COpenBLAS"]),
    floor("Neighbors", in: "Index", on: ["CKernels", "Files"]),

    // Floor 2: one skill each.
    floor("Layers", on: ["Tensors"]),
    floor("Safetensors", on: ["Files", "Tensors"]),
    floor("Clicks", on: ["Records"]),
    floor("Catalog", on: ["Records"], using: [grdb], golden: true),
    floor("DemoCatalog", on: ["Pictures", "Records", "Tables"]),
    floor("Faiss", in: "Index", on: ["CFaiss", "Neighbors"]),

    // Floor 3: skills joined.
    floor(
        "Encoders", on: ["Layers", "Pictures", "Safetensors", "Tensors", "Tokens"], embedding: "Presets", golden: true),
    floor("Intake", on: ["Catalog", "Pictures", "Records", "Tables"]),

    // Floor 4: what a marketplace asks for.
    floor(
        "Training",
        on: ["Clicks", "Encoders", "Layers", "Measures", "Pictures", "Records", "Safetensors", "Tensors", "Tokens"],
        using: [logging]),
    floor(
        "Retrieval", on: ["CKernels", "Catalog", "Encoders", "Files", "Measures", "Neighbors", "Pictures", "Records"],
        using: [logging], testing: ["Layers", "Tensors", "Tokens"]),
    floor(
        "Audit", on: ["CKernels", "Catalog", "Files", "Neighbors", "Pictures", "Records"], using: [logging],
        testing: ["DemoCatalog", "Measures"], embedding: "Page"),

    // Floor 5: HTTP and the page.
    floor(
        "Service", on: ["Audit", "Catalog", "Files", "Pictures", "Records", "Retrieval"],
        using: [
            asyncHTTPClient, httpTypes, hummingbird, hummingbirdCore, lifecycle, logging, metrics, nio, nioHTTPTypes,
            nioSSL, yams,
        ],
        testing: ["Encoders", "Layers", "Neighbors", "Tensors", "Tokens"],
        testingWith: [hummingbirdTesting, hummingbirdTLS, nioEmbedded],
        embedding: "Web"),

    // Floor 6: the one program.
    program(
        "samestyle",
        on: [
            "Audit", "Catalog", "Clicks", "DemoCatalog", "Encoders", "Faiss", "Files", "Intake", "Measures",
            "Neighbors",
            "Pictures", "Records", "Retrieval", "Service", "Tables", "Tensors", "Tokens", "Training",
        ],
        using: [argumentParser, logging]),
]

let package = Package(
    name: "SameStyle",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "samestyle", targets: ["samestyle"]),
        // What the benchmarks, a package of their own, measure.
        .library(
            name: "SameStyleEngine",
            targets: ["Encoders", "Layers", "Pictures", "Tensors", "Tokens", "Training"]),
        .library(name: "SameStyleIndex", targets: ["Faiss", "Neighbors"]),
        .library(name: "SameStyleAudit", targets: ["Audit", "Catalog", "Measures", "Records"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.5.1"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.100.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: floors.flatMap { $0 } + [support],
    cxxLanguageStandard: .cxx17
)

/// The house's import rules, in every Swift target.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// What several test targets share: a scratch folder, the place of research data, snapshots.
var support: Target {
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: house)
}

/// A module of ours and its test target.
///
/// `embedding` names a folder of the module whose files are compiled in as bytes; `golden` says that the tests keep
/// a folder `Golden` of files that a program under `Tools/reference` wrote, or an older version of this program.
func floor(
    _ name: String, in place: String = "Sources", on lower: [String] = [],
    using external: [Target.Dependency] = [], testing more: [String] = [],
    testingWith moreExternal: [Target.Dependency] = [], embedding folder: String? = nil, golden: Bool = false
) -> [Target] {
    let below = lower.map { Target.Dependency.target(name: $0) }
    let besides = ([name, "TestSupport"] + more).map { Target.Dependency.target(name: $0) }
    return [
        .target(
            name: name, dependencies: below + external, path: "\(place)/\(name)",
            resources: folder.map { [.embedInCode($0)] } ?? [], swiftSettings: house),
        .testTarget(
            name: "\(name)Tests", dependencies: below + besides + external + moreExternal,
            path: "Tests/\(name)Tests", exclude: golden ? ["Golden"] : [], swiftSettings: house),
    ]
}

/// The executable and its test target.
func program(_ name: String, on lower: [String], using external: [Target.Dependency]) -> [Target] {
    let below = lower.map { Target.Dependency.target(name: $0) }
    return [
        .executableTarget(
            name: name, dependencies: below + external, path: "Sources/\(name)", swiftSettings: house),
        .testTarget(
            name: "\(name)Tests", dependencies: below + [.target(name: name), "TestSupport"] + external,
            path: "Tests/\(name)Tests", swiftSettings: house),
    ]
}

/// C or C++ of ours, always optimised: at -O0 a kernel is twenty times slower, in debug builds too.
///
/// `including` names a folder of the module with headers of its own beside the public ones.
func native(
    _ name: String, in place: String = "Sources", linking libraries: [String] = [], including headers: String? = nil
) -> [Target] {
    [
        .target(
            name: name, path: "\(place)/\(name)",
            cSettings: [.unsafeFlags(["-O3"])],
            cxxSettings: [.unsafeFlags(["-O3"])] + (headers.map { [.headerSearchPath($0)] } ?? []),
            linkerSettings: libraries.map { .linkedLibrary($0) })
    ]
}

/// A module map over a library that Debian installs.
func system(_ name: String) -> [Target] {
    [.systemLibrary(name: name, path: "Sources/\(name)")]
}
