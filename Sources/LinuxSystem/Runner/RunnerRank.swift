/// One of the processes a command is started as: what it has besides what all have.
package struct RunnerRank: Sendable, Hashable {
    /// An absolute path; the folder exists.
    package var log: String
    package var environment: [String: String]
    /// Empty for the order's.
    package var cores: [Int]
    /// It ends when the others have: a parameter server waits for requests for ever.
    package var serves: Bool

    package init(log: String, environment: [String: String] = [:], cores: [Int] = [], serves: Bool = false) {
        self.log = log
        self.environment = environment
        self.cores = cores
        self.serves = serves
    }

    var fields: [(String, String)] {
        [("rank", log)] + environment.sorted { $0.key < $1.key }.map { ("rank-variable", "\($0.key)=\($0.value)") }
            + cores.map { ("rank-core", "\($0)") } + (serves ? [("rank-serves", "1")] : [])
    }

    mutating func read(_ name: String, _ value: String) throws(RunnerOrder.Malformed) {
        switch name {
        case "rank-core": cores.append(try RunnerOrder.number(name, value))
        case "rank-serves": serves = value == "1"
        default:
            guard let equals = value.firstIndex(of: "=") else {
                throw RunnerOrder.Malformed(description: "a variable of the runner's plan has no value")
            }
            environment[String(value[..<equals])] = String(value[value.index(after: equals)...])
        }
    }
}
