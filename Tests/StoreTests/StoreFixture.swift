import Domain
import Foundation
import Logging

@testable import Store

/// A store in a temporary folder with the default workspace, gone with the fixture.
final class StoreFixture: Sendable {
    let store: Store
    private let folder: URL
    static let workspace: WorkspaceName = "default"

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "atelier-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try Store(path: folder.appending(path: "s.sqlite").path, logger: Logger(label: "test"))
        try await store.write { transaction in
            let creation = CreationContext(at: Date(timeIntervalSince1970: 0), by: "me")
            try transaction.save(ResourceGroup(name: "rg", location: "local", creation: creation))
            try transaction.save(
                Workspace(name: Self.workspace, resourceGroup: "rg", location: "local", creation: creation))
        }
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(at: folder)
    }

    /// A job and its run.
    func add(_ job: Job) async throws {
        try await store.write { transaction in
            try transaction.insert(job)
            try transaction.openRun(for: job)
        }
    }

    func log(_ metrics: [(key: String, step: Int64, value: Double)], to job: JobName) async throws {
        try await store.write { transaction in
            guard let row = try transaction.row(ofRun: RunID(job.rawValue)) else { return }
            let logged = metrics.map {
                LoggedMetric(Metric($0.key, MetricPoint(step: $0.step, timestamp: 1000 + $0.step, value: $0.value)))
            }
            try transaction.log(logged, toRun: row)
        }
    }

    static func job(
        _ name: JobName, status: JobStatus = .queued, compute: ComputeName = "local", tags: [String: String] = [:]
    ) -> Job {
        let work = CommandWork(command: "true", environment: .inline(EnvironmentSpec(image: "ubuntu")))
        return Job(
            name: name, workspace: workspace, spec: JobSpec(tags: tags, compute: compute, work: .command(work)),
            experiment: "iris", displayName: "Iris \(name)", status: status, compute: compute,
            creation: CreationContext(at: Date(timeIntervalSince1970: 1_750_000_000.25), by: "ann"))
    }
}
