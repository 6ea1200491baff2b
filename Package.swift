// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is compiled with: Swift 6 mode, the strict upcoming features, no warning left standing.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "alliance-gateway",
    products: [
        .executable(name: "sru-gateway", targets: ["SRUGateway"]),
        .executable(name: "demo-records", targets: ["DemoRecords"]),
        .executable(name: "gateway-bench", targets: ["GatewayBench"]),
        .library(name: "FederatedQuery", targets: ["FederatedQuery"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CYaz", providers: [.apt(["libyaz-dev"])]),
        .systemLibrary(name: "CLibXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CGnuTLS", pkgConfig: "gnutls", providers: [.apt(["libgnutls28-dev"])]),
        .systemLibrary(name: "CMimalloc", providers: [.apt(["libmimalloc-dev"])]),
        .target(
            name: "FederatedQuery",
            dependencies: [
                "CGnuTLS",
                "CYaz",
                "CLibXML",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "SRUGateway",
            dependencies: [
                "CYaz",
                "CLibXML",
                "CMimalloc",
                "FederatedQuery",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        // Makes the demo's record files; independent of the library, whose decoder its output tests.
        .executableTarget(
            name: "DemoRecords",
            dependencies: [
                "CYaz",
                "CLibXML",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Demo/Records",
            swiftSettings: strict
        ),
        // What the gateway is measured with: the floor it is measured against, members with records of their own, and
        // the program that runs both and the gateway.
        .executableTarget(
            name: "BenchFloor",
            path: "Benchmarks/Floor",
            cSettings: [.treatAllWarnings(as: .error)],
            linkerSettings: [.linkedLibrary("yaz")]
        ),
        .executableTarget(
            name: "BenchMembers",
            path: "Benchmarks/Members",
            cSettings: [.treatAllWarnings(as: .error)],
            linkerSettings: [.linkedLibrary("yaz_server"), .linkedLibrary("yaz")]
        ),
        .executableTarget(
            name: "GatewayBench",
            dependencies: [
                "BenchFloor",
                "BenchMembers",
                "FederatedQuery",
                "SRUGateway",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/Driver",
            swiftSettings: strict
        ),
        .testTarget(
            name: "FederatedQueryTests",
            dependencies: [
                "FederatedQuery",
                "DemoRecords",
                "CYaz",
                "CLibXML",
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "GatewayBenchTests",
            dependencies: ["GatewayBench", "FederatedQuery"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SRUGatewayTests",
            dependencies: [
                "SRUGateway", "FederatedQuery", "CYaz", "CLibXML",
                .product(name: "CoreMetrics", package: "swift-metrics"),
            ],
            swiftSettings: strict
        ),
    ]
)
