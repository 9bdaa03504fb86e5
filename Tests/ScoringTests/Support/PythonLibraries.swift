import Foundation

/// A Python with the libraries that models are made with, from PyPI: what they answer is what is to be answered.
/// `SCORING_TEST_LIBRARIES` may name an interpreter that has them already.
enum PythonLibraries {
    static let areWanted =
        ProcessInfo.processInfo.environment["ATELIER_TEST_PYPI"] == "1"
        || ProcessInfo.processInfo.environment["SCORING_TEST_LIBRARIES"] != nil

    private static let requirements = ["xgboost-cpu==3.2.0", "onnxruntime", "scikit-learn", "skl2onnx", "pandas"]
    /// Another version of a library, to live beside the first.
    private static let elder = ["xgboost-cpu==2.1.4"]

    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    struct Installed: Sendable {
        let python: String
        let xgboost: String
        let elderXGBoost: String
        let onnxRuntime: String
    }

    private static let installation = Task { try await install() }

    /// Installed once a test process.
    static func installed() async throws -> Installed {
        try await installation.value
    }

    /// A folder with what a script made, which goes away.
    static func withModels(
        _ script: String, _ arguments: [String] = [], _ body: (URL, Installed) throws -> Void
    ) async throws {
        let libraries = try await installed()
        let folder = FileManager.default.temporaryDirectory.appending(path: "models-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let said = try await run(libraries.python, ["-c", script, folder.path] + arguments)
        guard said.status == 0 else { throw Failed(description: said.text) }
        try body(folder, libraries)
    }

    private static func install() async throws -> Installed {
        var python = ProcessInfo.processInfo.environment["SCORING_TEST_LIBRARIES"] ?? ""
        let folder = FileManager.default.temporaryDirectory.appending(path: "atelier-test-libraries").path
        if python.isEmpty {
            python = folder + "/bin/python"
            try await must("/usr/bin/env", ["python3", "-m", "venv", folder])
            try await must(python, ["-m", "pip", "install", "--quiet"] + requirements)
        }
        let place = try await must(python, ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let other = folder + "/elder"
        if !FileManager.default.fileExists(atPath: other + "/xgboost") {
            try await must(python, ["-m", "pip", "install", "--quiet", "--no-deps", "--target", other] + elder)
        }
        let capi = try FileManager.default.contentsOfDirectory(atPath: place + "/onnxruntime/capi")
        guard let name = capi.first(where: { $0.hasPrefix("libonnxruntime.so") }) else {
            throw Failed(description: "no library in \(place)/onnxruntime/capi")
        }
        return Installed(
            python: python, xgboost: place + "/xgboost/lib/libxgboost.so",
            elderXGBoost: other + "/xgboost/lib/libxgboost.so", onnxRuntime: "\(place)/onnxruntime/capi/\(name)")
    }

    @discardableResult
    static func must(_ program: String, _ arguments: [String]) async throws -> String {
        let said = try await run(program, arguments)
        guard said.status == 0 else { throw Failed(description: "\(program) \(arguments): \(said.text)") }
        return said.text
    }

    static func run(_ program: String, _ arguments: [String]) async throws -> (status: Int32, text: String) {
        try await blocking {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: program)
            process.arguments = arguments
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = pipe
            try process.run()
            let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return (process.terminationStatus, String(decoding: output, as: UTF8.self))
        }
    }
}

extension URL {
    /// The numbers that `ndarray.tofile` wrote.
    func numbers<Number: BitwiseCopyable>(_ name: String, as type: Number.Type = Number.self) throws -> [Number] {
        try Data(contentsOf: appending(path: name)).withUnsafeBytes { bytes in
            (0..<bytes.count / MemoryLayout<Number>.stride).map {
                bytes.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Number>.stride, as: type)
            }
        }
    }

    func lines(_ name: String) throws -> [String] {
        try String(contentsOf: appending(path: name), encoding: .utf8).split(separator: "\n").map(String.init)
    }
}
