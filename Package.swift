// swift-tools-version:6.2
import PackageDescription

// The rooms and the arrows between them; Documentation/modules.md says in a sentence what each is for.
// A room may import only what is listed here: the build checks it with --explicit-target-dependency-import-check error.

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")

func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [], _ settings: [SwiftSetting] = []
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: house + settings)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: house)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: house)
}

let package = Package(
    name: "atelier",
    products: [
        .executable(name: "atelier", targets: ["atelier"]),
        .executable(name: "atelierd", targets: ["atelierd"]),
        .executable(name: "atelier-runner", targets: ["atelier-runner"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Ground
        .target(name: "CLinux"),
        room("LinuxSystem", ["CLinux"]),
        room("Domain"),
        room("JMESPath", ["Domain"]),
        room("Learning"),

        // Rooms of one concern
        room(
            "Documents", ["Domain", "Yams", "TOMLKit"],
            resources: [
                "jobs", "pipelines", "automl", "assets", "compute", "endpoints", "schedules", "workspaces", "connections",
            ].map {
                .embedInCode("Grammar/Files/\($0).grammar")
            }),
        room("Store", ["Domain", logging, .product(name: "GRDB", package: "GRDB.swift")]),
        room("Runtimes", ["Domain", "LinuxSystem", logging]),
        room(
            "Scoring", ["Domain", "Learning", "LinuxSystem", logging, crypto, nioCore, nioPosix],
            resources: [.embedInCode("Resources/worker.py")],
            // Watching for overlapping access at run time takes a fifteenth of a request; tests, which are debug, do it.
            [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]),
        room("Training", ["Domain", "Learning", "Scoring", "LinuxSystem"]),
        room("ControlAPI", ["Domain"]),
        room("Terminal"),
        .target(name: "CCurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        room("Curses", ["Terminal", "CCurses"]),

        // The brain, its doors and its callers
        room(
            "Engine", ["Domain", "Store", "Runtimes", "Scoring", "Learning", "Training", "LinuxSystem", logging, crypto],
            resources: [.embedInCode("Resources/convert.py")]),
        room("Server", [
            "Domain", "ControlAPI", "Engine", logging, lifecycle, nioCore,
            .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HTTPTypes", package: "swift-http-types"),
        ]),
        room("Client", ["Domain", "ControlAPI", "LinuxSystem", nioCore, nioPosix, nioHTTP1]),
        room("Commands", [
            "Domain", "Client", "ControlAPI", "Documents", "JMESPath", "LinuxSystem",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ]),
        room(
            "Studio", ["Domain", "ControlAPI", "Client", "Documents", "Terminal", "Curses", "LinuxSystem"],
            resources: [.embedInCode("Themes/Files")]),

        // The three programs
        // Linked with its Swift inside, a command is there in two thirds of the time and the studio in a fifth less memory,
        // where no toolchain is too. What Foundation is made of is not found by itself then. Tests take it as a library,
        // hence in release only.
        .executableTarget(
            name: "atelier", dependencies: ["Commands", "Studio", "Terminal"], swiftSettings: house,
            linkerSettings: [.unsafeFlags(
                ["-static-stdlib", "-lCoreFoundation", "-l_FoundationICU", "-l_FoundationCShims", "-l_FoundationCollections",
                    "-use-ld=lld", "-Xlinker", "--no-export-dynamic", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"],
                .when(configuration: .release))]),
        program("atelierd", ["Server", "Engine", "Documents", "Domain", "LinuxSystem", logging, lifecycle, signals]),
        // Every job starts a runner: linked whole, it is there in a quarter of the time. Tests take it as a library,
        // hence in release only; lld keeps to itself that a static getpwuid_r, which it never calls, needs shared files.
        .executableTarget(
            name: "atelier-runner", dependencies: ["LinuxSystem"], swiftSettings: house,
            linkerSettings: [.unsafeFlags(["-use-ld=lld", "-static-executable"], .when(configuration: .release))]),

        tests("DomainTests", ["Domain"]),
        tests("ControlAPITests", ["ControlAPI", "Domain"]),
        tests("ServerTests", [
            "Server", "Client", "Commands", "ControlAPI", "Engine", "Domain", "LinuxSystem", "Store", "atelier-runner", logging,
            lifecycle,
        ]),
        tests("StoreTests", ["Store", "Domain", logging]),
        tests("EngineTests", [
            "Engine", "Documents", "Learning", "Training", "Domain", "Store", "Runtimes", "Scoring", "LinuxSystem", logging,
            "atelier-runner",
        ]),
        tests("JMESPathTests", ["JMESPath", "Domain"], resources: [.copy("Compliance")]),
        tests("CommandsTests", [
            "Commands", "Client", "ControlAPI", "Domain", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ]),
        tests("DocumentsTests", ["Documents", "Domain"], resources: [.copy("Corpus")]),
        tests("LearningTests", ["Learning"], resources: [.copy("References")]),
        tests("LinuxSystemTests", ["LinuxSystem"]),
        tests("TerminalTests", ["Terminal"]),
        // A terminal that tests hold the other end of.
        .target(name: "TerminalBench", dependencies: ["Terminal"], path: "Tests/TerminalBench", swiftSettings: house),
        tests("CursesTests", ["Curses", "Terminal", "TerminalBench", "LinuxSystem"]),
        tests(
            "StudioTests", ["Studio", "Terminal", "Domain", "Client", "ControlAPI", "Documents", "LinuxSystem"],
            resources: [.copy("Golden")]),
        tests("TrainingTests", ["Training", "Learning", "Scoring", "Domain", "LinuxSystem"]),
        tests("RuntimesTests", ["Runtimes", "Domain", "LinuxSystem", "atelier-runner"]),
        tests(
            "ScoringTests", ["Scoring", "Learning", "Domain", "LinuxSystem", logging, nioCore, nioPosix], resources: [.copy("Onnx/Models")]),
        tests(
            "EndToEndTests", ["LinuxSystem", "TerminalBench", "atelier", "atelierd", "atelier-runner"],
            resources: [.copy("Scripts")]),
        tests("TrackingTests", ["Server", "Engine", "Store", "Domain", logging, lifecycle], resources: [.copy("Clients")]),
    ],
    swiftLanguageModes: [.v6]
)

// `make fuzz` only: the fuzzer's driver comes with its flags.
if Context.environment["ATELIER_FUZZ"] == "1" {
    package.targets += [
        .target(name: "CFuzzer", path: "Fuzzing/CFuzzer"),
        .executableTarget(
            name: "scoring-fuzzer", dependencies: ["CFuzzer", "Domain", "Scoring", nioCore], path: "Fuzzing/scoring-fuzzer",
            swiftSettings: house),
    ]
}

// `Benchmarks/run.sh` only, for training, logistic and csv: our side of them, without an engine around it.
if Context.environment["ATELIER_BENCH"] == "1" {
    package.products.append(.executable(name: "learning-bench", targets: ["learning-bench"]))
    package.targets.append(
        .executableTarget(
            name: "learning-bench", dependencies: ["Learning", "Training", "LinuxSystem"], path: "Benchmarks/learning-bench",
            swiftSettings: house))
}
