import ArgumentParser

/// The past, for `list` and `show` of all that the journal tells of.
struct AtOption: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("As it was at this time, by the journal: 2026-01-31T12:00Z, 12:00 or -2h.", valueName: "time"))
    var at: String?
}
