package import Domain

package enum JobRoutes {
    private static let all = "/v1/workspaces/{workspace}/jobs"

    package static let create = ControlRoute<JobSpec, Job>(.post, all)
    /// Newest first; `archived=excluded|included|only`, `experiment`, `status` (comma-separated), `parent=JOB`, `trials=false`,
    /// `tags={"KEY": "VALUE"}`, `limit=N`.
    package static let list = ControlRoute<Nothing, [Job]>(.get, all)
    package static let show = ControlRoute<Nothing, JobDetails>(.get, all + "/{job}")
    package static let cancel = ControlRoute<Nothing, Job>(.post, all + "/{job}/cancel")
    package static let update = ControlRoute<JobEdit, Job>(.patch, all + "/{job}")
    /// The log from a byte offset: `from=N`, `follow=true`, `view=raw|plain|colour`. Answers `LogFrame`s.
    package static let logs = ControlRoute<Nothing, Nothing>(.get, all + "/{job}/logs")
    /// Returns when the job is final, or after `seconds`.
    package static let wait = ControlRoute<Nothing, Job>(.get, all + "/{job}/wait")

    /// Newest first: `before=JOB` pages on, `limit=N` (else 500), `names=A,B` picks at most 1000, `archived` as for
    /// `list`.
    package static let summaries = ControlRoute<Nothing, [JobSummary]>(.get, "/v1/workspaces/{workspace}/job-summaries")
    /// Ends the job's processes at once, without asking them first.
    package static let kill = ControlRoute<Nothing, Job>(.post, all + "/{job}/kill")
    /// Sends a signal to one process of a running job.
    package static let signal = ControlRoute<SignalOrder, Nothing>(.post, all + "/{job}/signal")
    /// Submits the same again, or what the body has instead, under a new name: same code, environment and inputs. Its
    /// property `atelier.rerun_of` names the job it repeats.
    package static let rerun = ControlRoute<Repetition, Job>(.post, all + "/{job}/rerun")
    /// What the job has in common with an earlier one, `with=JOB`, and what not; what came out only when both are over.
    package static let compare = ControlRoute<Nothing, JobComparison>(.get, all + "/{job}/compare")
    /// Changes places with a neighbour in its compute's queue; at the end of the queue nothing happens.
    package static let move = ControlRoute<QueueMove, Job>(.post, all + "/{job}/move")
    /// Removes a job that is over, with its files and its run; refused while data or an unfinished job needs them.
    package static let delete = ControlRoute<Nothing, Deletion>(.delete, all + "/{job}")

    /// How far a sweep or an `automl` job has come. Throws `invalidState` for a job of another kind.
    package static let search = ControlRoute<Nothing, SearchProgress>(.get, all + "/{job}/search")

    /// Lines of the log, looking from line `from=N|end` `direction=forward|backward`, at most `count=N`; with `level=L`
    /// only those as grave or graver (`debug|info|warning|error`), with `only=REGEX` only those that match. In the log's
    /// order either way. A pattern without a capital matches either case.
    package static let logLines = ControlRoute<Nothing, LogPage>(.get, all + "/{job}/log/lines")
    /// The number of the next line, after `from=N` in `direction`, that matches `pattern=REGEX`, or is as grave as
    /// `level=L`, or is not before `time=ISO`; null when there is none.
    package static let logFind = ControlRoute<Nothing, LogHit>(.get, all + "/{job}/log/find")
    /// The scrollbar's map in `rows=N` stretches, with the hits of `pattern=REGEX`.
    package static let logMap = ControlRoute<Nothing, LogMap>(.get, all + "/{job}/log/map")
    /// The end of the log as it grows: JSON lines of `LogPage`, each with at most the last `count=N` lines (`level` and
    /// `only` as above), sent when something was added, at most 30 a second.
    package static let logFeed = ControlRoute<Nothing, Nothing>(.get, all + "/{job}/log/feed")

    /// Metric histories thinned to `points=N` a key (10 to 100000, else 1000; extremes survive): JSON lines of
    /// `MetricSeries`. With `follow=true` new points follow until the job is over. `keys=A,B` narrows. With `from=STEP`
    /// or `to=STEP` once the points of that part alone, thinned as if it were all.
    package static let metrics = ControlRoute<Nothing, Nothing>(.get, all + "/{job}/metrics")
    /// What lies in `path=P` of the job: below it `artifacts/…`, `code/…`, and `outputs/NAME/…`.
    package static let files = ControlRoute<Nothing, [FileEntry]>(.get, all + "/{job}/files")
    /// Bytes of the file `path=P`, from `from=N`, at most `count=N`.
    package static let file = ControlRoute<Nothing, Nothing>(.get, all + "/{job}/file")
}

package struct LogHit: Codable, Sendable {
    package let line: Int?

    package init(line: Int?) {
        self.line = line
    }
}

package struct SignalOrder: Codable, Sendable, Hashable {
    package let process: Int32
    package let signal: ProcessSignal

    package init(process: Int32, signal: ProcessSignal) {
        self.process = process
        self.signal = signal
    }
}

/// How a job runs again.
package struct Repetition: Codable, Sendable {
    /// What is asked for instead; where it has no code, that of the job is meant. Nil is the same as it was.
    package let spec: JobSpec?

    package init(spec: JobSpec? = nil) {
        self.spec = spec
    }
}

package struct QueueMove: Codable, Sendable {
    package let isUp: Bool

    package init(isUp: Bool) {
        self.isUp = isUp
    }
}

/// A job with what only one caller wants: where its files are, its latest metrics and the parameters it logged.
package struct JobDetails: Codable, Sendable {
    package let job: Job
    /// The folder whose contents are the default output (`artifacts`).
    package let artifacts: String
    /// Declared outputs: name → absolute path.
    package let outputs: [String: String]
    package let metrics: [String: Double]
    package let parameters: [String: String]
    /// The MLflow experiment's id.
    package let experimentID: String?

    package init(
        job: Job, artifacts: String, outputs: [String: String], metrics: [String: Double],
        parameters: [String: String] = [:], experimentID: String?
    ) {
        self.job = job
        self.artifacts = artifacts
        self.outputs = outputs
        self.metrics = metrics
        self.parameters = parameters
        self.experimentID = experimentID
    }
}
