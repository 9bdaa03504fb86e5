/// Job names as Azure ML makes them when the user gives none: `adjective_noun_suffix`.
package enum NameGenerator {
    package static func jobName(using generator: inout some RandomNumberGenerator) -> JobName {
        let adjective = adjectives.randomElement(using: &generator) ?? "quiet"
        let noun = nouns.randomElement(using: &generator) ?? "river"
        let suffix = String((0..<10).map { _ in alphabet.randomElement(using: &generator) ?? "0" })
        return JobName("\(adjective)_\(noun)_\(suffix)")
    }

    /// A run name in MLflow's manner: `adjective-noun-number`.
    package static func runName(using generator: inout some RandomNumberGenerator) -> String {
        let adjective = adjectives.randomElement(using: &generator) ?? "quiet"
        let noun = nouns.randomElement(using: &generator) ?? "river"
        return "\(adjective)-\(noun)-\(Int.random(in: 0..<1000, using: &generator))"
    }

    private static let alphabet = Array("0123456789bcdfghjklmnpqrstvwxyz")

    private static let adjectives = [
        "amber", "bold", "brave", "bright", "calm", "clever", "crisp", "dapper", "eager", "fair", "fine", "frank",
        "gentle", "glad", "grand", "happy", "hardy", "honest", "jolly", "keen", "kind", "light", "lively", "loyal",
        "lucid", "mellow", "merry", "neat", "noble", "patient", "plucky", "polite", "proud", "quick", "quiet", "rapid",
        "ready", "sharp", "silent", "silver", "sleek", "smart", "steady", "sunny", "swift", "tidy", "witty", "zesty",
    ]

    private static let nouns = [
        "anchor", "apple", "arch", "badger", "beacon", "birch", "brush", "canvas", "cedar", "clay", "cloud", "coral",
        "crane", "dune", "easel", "ember", "falcon", "fern", "flute", "forest", "fox", "garden", "harbor", "heron",
        "island", "ivory", "kettle", "lantern", "leaf", "lemon", "loom", "maple", "marble", "meadow", "mill", "oak",
        "olive", "otter", "pearl", "pine", "plum", "quill", "reed", "river", "sail", "spruce", "thistle", "willow",
    ]
}
