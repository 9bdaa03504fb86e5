import Domain
import FoundationEssentials
import LinuxSystem

/// What is left to do with a job's outputs when its command has ended: those of mode `upload` are copied to their
/// place, and those with a name become assets. Doing it again, after a crash, changes nothing.
struct JobFinalization: Sendable {
    let job: Job
    let context: EngineContext
    let services: JobServices

    /// Whether there is anything to do.
    func isNeeded(after outcome: JobOutcome) -> Bool {
        outputs.contains { $0.value.mode == .upload || (outcome == .completed && $0.value.assetName != nil) }
    }

    func perform(after outcome: JobOutcome) async throws {
        try await upload()
        if outcome == .completed { try await register() }
    }

    /// Outputs with a name become assets.
    func register() async throws {
        for (name, output) in outputs.sorted(by: { $0.key < $1.key }) where output.assetName != nil {
            try await services.assets.register(name, output, of: job)
        }
    }

    /// A failed job's outputs are kept too: they may tell why.
    private func upload() async throws {
        guard outputs.contains(where: { $0.value.mode == .upload }) else { return }
        let paths = try await services.outputs(of: job)
        let layout = context.home.job(job.name, in: job.workspace)
        for (name, output) in outputs where output.mode == .upload {
            guard let target = paths[name] else { continue }
            let source = JobPlanner.uploadPath(name, output, layout)
            try await BlockingWork.run { try Self.move(source, over: target) }
        }
    }

    private var outputs: [String: JobOutput] { job.spec.work.outputs }

    /// Puts what a command wrote over what is at its place. Blocks.
    private static func move(_ source: String, over target: String) throws {
        try FileCopy.makeFolder(target.splitAtLastComponent.folder)
        do {
            var merge = FolderMerge(moving: true)
            try merge.put(RawPath(source), over: RawPath(target))
        } catch {
            throw FileFailure.make(error.operation, error.subject, error.code)
        }
    }
}
