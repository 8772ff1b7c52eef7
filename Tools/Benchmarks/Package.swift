// swift-tools-version: 6.2
import PackageDescription

// What is measured against peers and limits, apart from the product: `swift run -c release --package-path Tools/Benchmarks
// Benchmarks --help`.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "SameStyle", path: "../.."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .target(name: "CLoad", cSettings: [.unsafeFlags(["-O2"])]),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "CLoad",
                .product(name: "SameStyleEngine", package: "SameStyle"),
                .product(name: "SameStyleIndex", package: "SameStyle"),
                .product(name: "SameStyleAudit", package: "SameStyle"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ]),
    ]
)
