import Domain

/// What is particular to a kind of search. The trials are all it needs to remember: asked again after a crash it goes on where
/// it was.
protocol SearchPlanning: Sendable {
    /// Before the first trial: reads what the search is about. The notes are for the log and for people.
    ///
    /// Throws why the search cannot be.
    func prepare() async throws -> [String]

    /// How many trials run at once where the job does not say.
    ///
    /// - Parameters:
    ///   - nodes: of its compute.
    ///   - cores: of each node.
    func usualConcurrency(nodes: Int, cores: Int) async -> Int

    /// The next trial's work; nil when none is to be begun now. With nothing running it means that the search is over.
    ///
    /// - Parameter isClosing: nothing new is to be tried; what sums the search up may still be.
    func next(after trials: [SearchTrial], isClosing: Bool) async throws -> SearchDraft?

    /// The trials that run and are not worth going on with, each with the reason.
    func hopeless(among trials: [SearchTrial]) async throws -> [JobName: String]

    /// Whether a trial sums the others up, and may run when the time is up.
    func isSummary(_ trial: SearchTrial) async -> Bool

    /// Where the outputs of the search are, now that the best trial is known.
    func outputs(of best: SearchTrial) async throws -> [String: JobOutput]

    /// It is over, however it ended.
    func close() async
}

/// A trial that is to be submitted.
struct SearchDraft: Sendable {
    let number: Int
    /// What people call it: `XGBoostClassifier`; nil leaves its name.
    var title: String?
    var properties: [String: String] = [:]
    let work: JobWork
    /// What its run is told to run with.
    var parameters: [String: String] = [:]
}
