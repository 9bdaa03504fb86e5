import ArgumentParser
import Domain

struct RuntimeGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "runtime", "The libraries that score models in the engine's own threads.",
        [RuntimeInstall.self, RuntimeList.self, RuntimeRemove.self])
}

extension RuntimeName: ExpressibleByArgument {}
