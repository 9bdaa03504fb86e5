import Foundation
import Testing

/// A shell script as people write them for Azure Machine Learning, with the files beside it that it works with.
struct AzureScript: Sendable, Hashable, CustomTestStringConvertible {
    let name: String
    /// Its first line says so: it installs packages, as `ATELIER_TEST_PYPI=1` lets it.
    let needsPyPI: Bool

    var testDescription: String { name }

    /// Everything that stands in the folder of the scripts.
    static let all: [AzureScript] = {
        guard let folder, let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else { return [] }
        return files.filter { $0.hasSuffix(".sh") }.sorted().map { file in
            let text = try? String(contentsOf: folder.appending(path: file), encoding: .utf8)
            return AzureScript(name: String(file.dropLast(3)), needsPyPI: text?.hasPrefix("# needs PyPI\n") ?? false)
        }
    }()

    static var runnable: [AzureScript] {
        let hasPyPI = ProcessInfo.processInfo.environment["ATELIER_TEST_PYPI"] == "1"
        return all.filter { hasPyPI || !$0.needsPyPI }
    }

    static let folder = Bundle.module.url(forResource: "Scripts", withExtension: nil)
}

extension Box {
    /// Runs the script in a copy of its folder, with an `az` on its path that is Atelier's.
    func run(_ script: AzureScript) async throws -> Outcome {
        guard let folder = AzureScript.folder else {
            throw Failure("the scripts are not in the bundle of the tests")
        }
        let copy = root.appending(path: "scripts")
        try FileManager.default.copyItem(at: folder, to: copy)
        let az = try write(
            """
            #!/bin/sh
            exec "\(Self.programs.path)/atelier" az "$@"

            """, to: "bin/az")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: az)
        let path = "\(root.path)/bin:" + (environment["PATH"] ?? "/usr/bin:/bin")
        return try await start("/bin/bash", ["\(script.name).sh"], in: copy, with: ["PATH": path]).end()
    }
}
