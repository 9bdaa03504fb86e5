package import Domain
import FoundationEssentials
import LinuxSystem
import Store

extension JobDesk {
    /// Removes a job that is over: its record, its run with all that was logged, its folder, and what it wrote to its
    /// own place in the default datastore. Models keep copies of their files and stay, as does the journal.
    ///
    /// Throws `invalidState` while the job is not over, and while data registered from its outputs, or a job that has
    /// not ended, needs its files.
    package func delete(_ name: JobName, in workspace: WorkspaceName, by person: String) async throws {
        let now = context.clock.now()
        let runs = services.runs
        let trash = JobTrash(home: context.home, workspace: workspace)
        do {
            try await context.write { transaction in
                let job = try transaction.requireJob(name, in: workspace)
                guard job.status.isFinal else {
                    throw AtelierError(
                        .invalidState, "job '\(name)' is \(job.status.rawValue) and cannot be deleted",
                        hint: "cancel it first: 'atelier job cancel --name \(name)'", subject: "job \(name)")
                }
                try Self.refuseNeeded(job, transaction)
                try transaction.deleteJob(name)
                try runs.remove(name, in: transaction)
                try transaction.append(
                    "job.deleted", about: job.reference, by: person, at: now, before: job.standing)
                try trash.take(name)
            }
        } catch {
            try await BlockingWork.run { try trash.putBack(name) }
            throw error
        }
        try await BlockingWork.run { try trash.empty() }
    }

    /// Removes what a deletion that was cut short has left.
    func sweepDeleted() async throws {
        let names = context.reporting(try await context.store.read { try $0.workspaces() }).map(\.name)
        let home = context.home
        try await BlockingWork.run { for name in names { try JobTrash.sweep(home, name) } }
    }

    private static func refuseNeeded(_ job: Job, _ reader: StoreReader) throws {
        func refuse(_ who: String) -> AtelierError {
            AtelierError(
                .invalidState, "job '\(job.name)' cannot be deleted: \(who) needs its files",
                hint: "hide it instead: 'atelier job archive --name \(job.name)'", subject: "job \(job.name)")
        }
        let everything = ListFilter(archived: .included)
        for asset in try reader.assets(DataAsset.self, in: job.workspace, filter: everything).values
        where asset.location.job == job.name {
            throw refuse("data \(asset.name):\(asset.version)")
        }
        for other in try reader.unfinishedJobs(in: job.workspace).values {
            for case .data(let data) in other.spec.command.inputs.values where data.location.job == job.name {
                throw refuse("job \(other.name)")
            }
        }
    }
}

/// A deleted job's folders, out of the way until the deletion is on disk.
struct JobTrash: Sendable {
    private let home: HomeLayout
    private let workspace: WorkspaceName
    private let id = UUID().uuidString

    init(home: HomeLayout, workspace: WorkspaceName) {
        self.home = home
        self.workspace = workspace
    }

    func take(_ job: JobName) throws {
        for (place, trash) in folders(of: job) where try FileStamp.of(place) != nil { try FileCopy.move(place, to: trash) }
    }

    func putBack(_ job: JobName) throws {
        for (place, trash) in folders(of: job) where try FileStamp.of(trash) != nil { try FileCopy.move(trash, to: place) }
    }

    func empty() throws {
        for root in Self.roots(home, workspace) { try FileCopy.remove("\(root)/\(Self.prefix)\(id)") }
    }

    static func sweep(_ home: HomeLayout, _ workspace: WorkspaceName) throws {
        for root in roots(home, workspace) where try FileStamp.of(root) != nil {
            for name in try FileTree.names(in: root) where name.hasPrefix(prefix) { try FileCopy.remove("\(root)/\(name)") }
        }
    }

    private func folders(of job: JobName) -> [(place: String, trash: String)] {
        Self.roots(home, workspace).map { ("\($0)/\(job)", "\($0)/\(Self.prefix)\(id)") }
    }

    /// Where jobs have folders of their own.
    private static func roots(_ home: HomeLayout, _ workspace: WorkspaceName) -> [String] {
        ["\(home.workspace(workspace))/jobs", "\(home.datastore(Datastore.blobStore, in: workspace))/azureml"]
    }

    private static let prefix = ".deleted-"
}
