package import Domain
import LinuxSystem
import Logging
import Scoring

/// Finds the library that scores a model: in the model's own environment when that is built, among the installed ones,
/// among the system's; installs one when there is none.
package struct RuntimeLibraries: Sendable {
    /// A library to load, and what is to be said about it.
    package struct Chosen: Sendable, Hashable {
        package let path: String
        package let version: String
        package let warnings: [String]

        package init(path: String, version: String, warnings: [String]) {
            self.path = path
            self.version = version
            self.warnings = warnings
        }
    }

    private let context: EngineContext
    private let shelf: RuntimeShelf
    private let builder: EnvironmentBuilder

    package init(_ context: EngineContext, shelf: RuntimeShelf, builder: EnvironmentBuilder) {
        self.context = context
        self.shelf = shelf
        self.builder = builder
    }

    /// The library for a model that was made with a version, which may be unknown.
    ///
    /// - Parameters:
    ///   - environment: the model's own; it is looked into when it is built, and not built for it.
    ///   - report: told what it does when it has to install one.
    ///
    /// Throws `unavailable` with the command that installs one when there is none and it cannot be had now.
    package func library(
        _ runtime: RuntimeName, madeWith wanted: String? = nil, environment: EnvironmentSpec? = nil, by person: String,
        report: @escaping @Sendable (String) async throws -> Void = { _ in }
    ) async throws -> Chosen {
        var candidates = await inEnvironment(runtime, environment)
        candidates += try await shelf.found(runtime).map {
            LibraryChoice.Candidate(path: $0.library, version: $0.version, source: .installed)
        }
        if candidates.isEmpty || (wanted != nil && !candidates.contains { $0.version == wanted }) {
            candidates += await ofSystem(runtime)
        }
        if let best = LibraryChoice.best(for: wanted, among: candidates) {
            let warning = LibraryChoice.warning(runtime, wanted: wanted, chosen: best)
            return Chosen(path: best.path, version: best.version, warnings: [warning].compactMap(\.self))
        }
        try await report("installing \(runtime.title)\(wanted.map { " \($0)" } ?? "")")
        return try await install(runtime, wanted, by: person)
    }

    /// The newest library that is on the box; nil when there is none. Nothing is installed.
    package func present(_ runtime: RuntimeName) async -> Chosen? {
        var candidates = ((try? await shelf.found(runtime)) ?? []).map {
            LibraryChoice.Candidate(path: $0.library, version: $0.version, source: .installed)
        }
        if candidates.isEmpty { candidates = await ofSystem(runtime) }
        return LibraryChoice.best(for: nil, among: candidates).map { Chosen(path: $0.path, version: $0.version, warnings: []) }
    }

    private func install(_ runtime: RuntimeName, _ wanted: String?, by person: String) async throws -> Chosen {
        do {
            let installed: InstalledRuntime
            do {
                installed = try await shelf.install(runtime, version: wanted, by: person)
            } catch let error as AtelierError where wanted != nil && [.notFound, .unsupported].contains(error.code) {
                installed = try await shelf.install(runtime, by: person)
            }
            let candidate = LibraryChoice.Candidate(
                path: installed.library, version: installed.version, source: .installed)
            let warning = LibraryChoice.warning(runtime, wanted: wanted, chosen: candidate)
            return Chosen(path: installed.library, version: installed.version, warnings: [warning].compactMap(\.self))
        } catch let error as AtelierError {
            throw AtelierError(
                .unavailable, "the model needs \(runtime.title), which is not on this box: \(error.message)",
                hint: "run '\(wanted.map { runtime.installation(of: $0) } ?? runtime.installation)' and deploy again",
                cause: error)
        }
    }

    // MARK: Places

    private func inEnvironment(
        _ runtime: RuntimeName, _ environment: EnvironmentSpec?
    ) async -> [LibraryChoice.Candidate] {
        // One that cannot be made has no library either.
        guard let environment, let key = try? await builder.key(for: environment) else { return [] }
        let library = context.home.environment(key) + "/lib"
        let found = try? await BlockingWork.run { () -> LibraryChoice.Candidate? in
            guard try FileStamp.of(library) != nil else { return nil }
            for python in try FileTree.names(in: library) where python.hasPrefix("python") {
                if let found = try Self.library(runtime, in: "\(library)/\(python)/site-packages") { return found }
            }
            return nil
        }
        return [found ?? nil].compactMap(\.self)
    }

    /// The library of a `site-packages`.
    static func library(_ runtime: RuntimeName, in packages: String) throws -> LibraryChoice.Candidate? {
        guard try FileStamp.of(packages) != nil,
            let version = try FileTree.names(in: packages)
                .compactMap({ RuntimePackage.version(inFolder: $0, of: runtime) }).first
        else { return nil }
        let folder = runtime == .xgboost ? "xgboost/lib" : "onnxruntime/capi"
        guard try FileStamp.of("\(packages)/\(folder)") != nil,
            let name = try FileTree.names(in: "\(packages)/\(folder)")
                .first(where: { RuntimePackage.isLibrary("\(folder)/\($0)", of: runtime) })
        else { return nil }
        return LibraryChoice.Candidate(path: "\(packages)/\(folder)/\(name)", version: version, source: .environment)
    }

    /// What the linker's cache knows. Which version it is only the library itself can say.
    private func ofSystem(_ runtime: RuntimeName) async -> [LibraryChoice.Candidate] {
        let logger = context.logger
        guard let said = try? await ToolProcess("/sbin/ldconfig", ["-p"], environment: ["LC_ALL": "C"]).collect() else {
            return []
        }
        let paths = Self.paths(of: runtime, inCache: said.text)
        let found = try? await BlockingWork.run {
            paths.compactMap { path -> LibraryChoice.Candidate? in
                do {
                    let version = try NativeLibrary.version(of: runtime, at: path)
                    return LibraryChoice.Candidate(path: path, version: version, source: .system)
                } catch {
                    logger.debug("a library of the system is of no use", metadata: ["error": "\(error)"])
                    return nil
                }
            }
        }
        return found ?? []
    }

    /// `⇥libxgboost.so.0 (libc6,x86-64) => /usr/lib/x86_64-linux-gnu/libxgboost.so.0` → the path
    static func paths(of runtime: RuntimeName, inCache text: String) -> [String] {
        var paths: [String] = []
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " => ", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let name = String(parts[0]).trimmingSpaces
            let path = String(parts[1])
            if name.hasPrefix("lib\(runtime.rawValue).so"), !paths.contains(path) { paths.append(path) }
        }
        return paths
    }
}
