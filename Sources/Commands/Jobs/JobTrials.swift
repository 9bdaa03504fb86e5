import ArgumentParser
import ControlAPI
import Domain
import FoundationEssentials

struct JobTrials: Verb {
    static let configuration = CommandConfiguration.verb(
        "trials", "Show how far a sweep or an AutoML job has come: its trials and the best of them.",
        example: "atelier job trials --name brave_fox_x1")

    static var usualFormat: OutputFormat { .table }

    @OptionGroup var job: JobOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let progress = try await open.call(JobRoutes.search, ["job": job.name])
        for note in progress.notes { session.say(note.neutralised) }
        session.say(progress.sentence)
        return Answer(progress.presentation(at: Date()), columns: progress.columns)
    }
}

extension SearchProgress {
    /// `3 trials of at most 20; the best accuracy is 0.93, of brave_fox_3`
    var sentence: String {
        let count = trials.count == 1 ? "1 trial" : "\(trials.count) trials"
        let begun = trials.count < trialLimit ? "\(count) of at most \(trialLimit)" : count
        let scored = trials.first { $0.job == best }
        guard let scored, let score = scored.score else { return "\(begun); none has logged \(metric.neutralised) yet" }
        return "\(begun); the best \(metric.neutralised) is \(JSONValue.brief(score)), of \(scored.job)"
    }

    /// One of the two says what a trial is.
    var columns: [Column] {
        let what = trials.contains { $0.algorithm != nil } ? [Column("Algorithm", "algorithm")] : []
        return [Column("Number", "number"), Column("Trial", "name")] + what + [
            Column("Parameters", "parameters", .assignments), Column("Score", "score", .score), Column("Best", "is_best"),
            Column("Status", "status"), Column("Duration", "duration", .seconds), Column("Reason", "reason"),
        ]
    }

    /// - Parameter now: until when what still runs has been running.
    func presentation(at now: Date) -> JSONValue {
        .array(
            trials.map { trial in
                .members([
                    "algorithm": trial.algorithm.map(JSONValue.string),
                    "duration": trial.startedAt.map { .double(max(0, (trial.endedAt ?? now).timeIntervalSince($0))) },
                    "ended_at": trial.endedAt.map { JSONValue($0) },
                    "is_best": .bool(trial.job == best),
                    "name": .string(trial.job.rawValue),
                    "number": JSONValue(trial.number),
                    "parameters": .object(trial.parameters),
                    "reason": trial.reason.map(JSONValue.string),
                    "score": trial.score.map(JSONValue.double),
                    "started_at": trial.startedAt.map { JSONValue($0) },
                    "status": .string(trial.status.rawValue),
                ])
            })
    }
}
