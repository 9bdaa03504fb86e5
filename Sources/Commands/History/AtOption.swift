import ArgumentParser
import Domain

/// The past, for verbs that can show it.
struct AtOption: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("As it was at this time, by the journal: 2026-01-31T12:00Z, 12:00 or -2h.", valueName: "time"))
    var at: String?

    /// Why a verb that shows something does not take the flag; nil for a verb that is no such one.
    static func refusal(of verb: String) -> String? {
        guard ["list", "show"].contains(verb.split(separator: " ").last ?? "") else { return nil }
        return "the journal does not keep enough for '\(verb)' to show the past; "
            + "'job', 'model' and 'online-endpoint' take --at"
    }
}
