package import Domain
import FoundationEssentials
import LinuxSystem
import Store

/// The libraries that were installed for the engine's own threads, several versions of each side by side under
/// `runtimes/NAME/VERSION`. A version is put in place whole and never changes.
package struct RuntimeShelf: Sendable {
    package typealias Report = @Sendable (WorkReport<InstalledRuntime>) -> Void

    private let context: EngineContext
    private let builder: EnvironmentBuilder
    private static let stagingPrefix = ".staging-"

    package init(_ context: EngineContext, builder: EnvironmentBuilder) {
        self.context = context
        self.builder = builder
    }

    /// Removes the halves that a crash left behind. Called once, before anything is installed.
    package func start() async throws {
        let runtimes = context.home.runtimes
        try await BlockingWork.run {
            guard try FileStamp.of(runtimes) != nil else { return }
            for name in try FileTree.names(in: runtimes) where name.hasPrefix(Self.stagingPrefix) {
                try FileCopy.remove("\(runtimes)/\(name)")
            }
        }
    }

    /// What is installed, by name, the newest version first, and who uses it.
    package func list() async throws -> [InstalledRuntime] {
        let users = try await users()
        return try await found().map { runtime in
            var runtime = runtime
            runtime.usedBy = users[runtime.library] ?? []
            return runtime
        }
    }

    /// The same without asking who uses it.
    func found(_ name: RuntimeName? = nil) async throws -> [InstalledRuntime] {
        let home = context.home
        return try await BlockingWork.run {
            var all: [InstalledRuntime] = []
            for runtime in RuntimeName.allCases where name == nil || name == runtime {
                let folder = "\(home.runtimes)/\(runtime.rawValue)"
                guard try FileStamp.of(folder) != nil else { continue }
                all += try FileTree.names(in: folder)
                    .compactMap { try InstalledRuntime.read(in: "\(folder)/\($0)") }
                    .sorted { LibraryVersion($0.version) > LibraryVersion($1.version) }
            }
            return all
        }
    }

    // MARK: Installing

    /// Installs a version, or the newest, from the package index; gives the one that is there when it is.
    ///
    /// Throws `notFound` for a version that the index does not have, `unsupported` for a package without the library,
    /// `unavailable` when the index cannot be reached or the library does not load on this box. A cancelled one leaves
    /// nothing.
    @discardableResult
    package func install(
        _ name: RuntimeName, version: String? = nil, by person: String, report: @escaping Report = { _ in }
    ) async throws -> InstalledRuntime {
        if let version {
            try NameRule.asset("version").check(version)
            if let there = try await found(name).first(where: { $0.version == version }) { return there }
        }
        let staging = "\(context.home.runtimes)/\(Self.stagingPrefix)\(UUID().uuidString)"
        do {
            let runtime = try await fetch(name, version, into: staging, report)
            let installed = try await put(runtime, from: staging, by: person)
            try await Self.discard(staging)
            return installed
        } catch {
            // Not in this task: a cancelled one must still tidy up.
            try await Task { try await Self.discard(staging) }.value
            throw error
        }
    }

    private static func discard(_ staging: String) async throws {
        try await BlockingWork.run { try FileCopy.remove(staging) }
    }

    private func fetch(
        _ name: RuntimeName, _ version: String?, into staging: String, _ report: @escaping Report
    ) async throws -> InstalledRuntime {
        report(.phase("looking for a way to the package index"))
        let fetch = try await builder.wheelFetch { report(.log(String(decoding: $0, as: UTF8.self))) }
        var refusal = ""
        for package in RuntimePackage.names(of: name) {
            let requirement = version.map { "\(package)==\($0)" } ?? package
            let target = "\(staging)/\(package)"
            try await BlockingWork.run { try FileCopy.makeFolder(target) }
            report(.phase("downloading \(requirement)"))
            switch try await fetch.fetch(requirement, into: target) {
            case .refused(let reason): if refusal.isEmpty { refusal = reason }
            case .fetched:
                report(.phase("checking the library"))
                return try await check(name, package, in: target, with: fetch)
            }
        }
        throw AtelierError(
            .notFound, "\(name.title)\(version.map { " \($0)" } ?? "") cannot be had from the package index: \(refusal)",
            hint: version == nil ? "check the settings of pip" : "check the version, or leave out --version for the newest")
    }

    /// Keeps what is needed in `target`, and makes sure of it.
    private func check(
        _ name: RuntimeName, _ package: String, in target: String, with fetch: WheelFetch
    ) async throws -> InstalledRuntime {
        let now = context.clock.now()
        let runtime = try await BlockingWork.run {
            for entry in try FileTree(of: target).entries where !RuntimePackage.isKept(entry.path, of: name) {
                try FileCopy.remove("\(target)/\(entry.path)")
            }
            let tree = try FileTree(of: target)
            let information = try FileTree.names(in: target)
                .compactMap { folder in RuntimePackage.version(inFolder: folder, of: name).map { (folder, $0) } }.first
            guard let (folder, version) = information else {
                throw AtelierError(.unsupported, "the package \(package) does not say which version it is")
            }
            guard let path = tree.entries.first(where: { RuntimePackage.isLibrary($0.path, of: name) })?.path else {
                throw AtelierError(
                    .unsupported, "the package \(package) \(version) brings no library of its own",
                    hint: "take a newer version: onnxruntime has it from 1.20 on")
            }
            let hash = try FileContent.hash(of: "\(target)/\(path)")
            let record = String(decoding: try FileContent.read("\(target)/\(folder)/RECORD"), as: UTF8.self)
            guard RuntimePackage.hash(of: path, in: record) == hash else {
                throw AtelierError(
                    .unavailable, "\(path) of \(package) \(version) is not what the package lists", hint: "try again")
            }
            let metadata = String(decoding: try FileContent.read("\(target)/\(folder)/METADATA"), as: UTF8.self)
            for entry in tree.entries { try FileCopy.syncFile("\(target)/\(entry.path)") }
            return InstalledRuntime(
                name: name, version: version, package: package, library: path, hash: hash,
                license: RuntimePackage.license(in: metadata), size: tree.size, installedAt: now)
        }
        // In a process of its own: what does not load here must not stay loaded in the engine.
        let (status, text) = try await ToolProcess(
            fetch.interpreter.path, ["-I", "-S", "-c", "import ctypes, sys; ctypes.CDLL(sys.argv[1])", "\(target)/\(runtime.library)"],
            environment: fetch.variables
        ).collect()
        guard status.isSuccess else {
            let reason = text.split(separator: "\n").last.map(String.init) ?? "it does not say why"
            throw AtelierError(
                .unavailable, "\(name.title) \(runtime.version) does not load on this box: \(reason.neutralised)",
                hint: "try another version")
        }
        return runtime
    }

    /// Moves it to its place in the transaction that tells of it.
    private func put(_ runtime: InstalledRuntime, from staging: String, by person: String) async throws -> InstalledRuntime {
        let place = context.home.runtime(runtime.name, version: runtime.version)
        let installed = InstalledRuntime(
            name: runtime.name, version: runtime.version, package: runtime.package, library: "\(place)/\(runtime.library)",
            hash: runtime.hash, license: runtime.license, size: runtime.size, installedAt: runtime.installedAt)
        try Task.checkCancellation()
        return try await context.write { transaction in
            // Somebody else was quicker.
            if let there = try InstalledRuntime.read(in: place) { return there }
            let folder = "\(staging)/\(runtime.package)"
            try installed.write(in: folder)
            try FileCopy.makeFolder(place.splitAtLastComponent.folder)
            try FileCopy.remove(place)
            try FileCopy.move(folder, to: place)
            try transaction.append(
                "runtime.installed", about: installed.resource, by: person, at: installed.installedAt,
                after: [
                    "package": .string(installed.package), "hash": .string(installed.hash.rawValue),
                    "license": installed.license.map { .string($0) } ?? .null, "size": .int(installed.size.bytes),
                ])
            return installed
        }
    }

    // MARK: Removing

    /// Removes a version. Throws `notFound`, or `invalidState` while a deployment is answered by it, naming it.
    package func remove(_ name: RuntimeName, version: String, by person: String) async throws -> InstalledRuntime {
        try NameRule.asset("version").check(version)
        let installed = try await found(name)
        guard let runtime = installed.first(where: { $0.version == version }) else {
            let others = installed.map(\.version).joined(separator: ", ")
            throw AtelierError(
                .notFound, "\(name.title) \(version) is not installed",
                hint: others.isEmpty ? "see 'atelier runtime list'" : "there is \(others)")
        }
        let home = context.home
        let trash = "\(home.runtimes)/\(Self.stagingPrefix)\(UUID().uuidString)"
        let now = context.clock.now()
        try await context.write { transaction in
            if let user = try transaction.usersOfLibraries()[runtime.library]?.first {
                throw AtelierError(
                    .invalidState, "\(name.title) \(version) answers for deployment \(user)",
                    hint: "delete that deployment first", subject: "runtime \(name.rawValue):\(version)")
            }
            try FileCopy.move(home.runtime(name, version: version), to: trash)
            try transaction.append("runtime.removed", about: runtime.resource, by: person, at: now)
        }
        try await Self.discard(trash)
        return runtime
    }

    private func users() async throws -> [String: [String]] {
        try await context.store.read { try $0.usersOfLibraries() }
    }
}
