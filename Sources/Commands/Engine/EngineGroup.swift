import ArgumentParser

struct EngineGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "engine", "The program that runs jobs and answers requests.",
        [EngineStart.self, EngineStopVerb.self, EngineStatusVerb.self, EngineLogs.self, EngineInstall.self])
}
