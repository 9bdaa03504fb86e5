import Testing

@testable import Commands

/// The scripts in the shells they are for. One after the other: which shell a script is for, ArgumentParser notes for all of
/// the process.
@Suite(.serialized) struct CompletionShellTests {
    private static let offers = [
        ("atelier compute un", ["undrain"]),
        ("atelier job s", ["show", "show-services", "signal", "stream"]),
        ("atelier undo --li", ["--list"]),
        ("atelier job show -w lab --name ", ["complete-job-lab"]),
        ("atelier job show --name zzz", []),
        ("atelier job list --workspace-name ", ["complete-workspace"]),
        ("atelier model show -n ", ["complete-subject"]),
        ("atelier why job ", ["complete-subject"]),
        ("atelier job list --status Ca", ["CancelRequested", "Canceled"]),
        ("atelier compute show --name ", ["complete-compute"]),
        ("atelier online-deployment show --name ", ["complete-deployment"]),
        ("atelier why dep", ["deployment"]),
        ("atelier job list --output t", ["table", "tsv"]),
        ("atelier compute create --tier ", ["dedicated", "low_priority"]),
        ("atelier cost --by e", ["endpoint"]),
    ]

    @Test(arguments: [
        ("bash", "complete -o filenames -F"), ("zsh", "#compdef atelier"), ("fish", "complete -c 'atelier'"),
    ])
    func aScriptCompletesNamesOfTheEngine(shell: String, mark: String) async {
        let bench = Bench()
        #expect(await bench.run("completion", shell) == 0)
        #expect(bench.console.output.contains(mark), "\(bench.console.output.prefix(200))")
        for thing in ["job", "compute", "endpoint"] {
            #expect(bench.console.output.contains("atelier complete \(thing) -- "), "\(thing)")
        }
        #expect(bench.engine.calls.isEmpty)
    }

    @Test func bashOffersThem() async throws { try await check("bash", Self.offers) }

    @Test(.enabled(if: CompletingShell(name: "zsh").isInstalled))
    func zshOffersThem() async throws { try await check("zsh", Self.offers) }

    /// It goes through the whole script for every line, which takes it half a second.
    @Test(.enabled(if: CompletingShell(name: "fish").isInstalled))
    func fishOffersThem() async throws { try await check("fish", Array(Self.offers.prefix(9))) }

    private func check(_ name: String, _ offers: [(line: String, words: [String])]) async throws {
        let bench = Bench()
        #expect(await bench.run("completion", name) == 0)
        let found = try CompletingShell(name: name).offers(offers.map(\.line), script: bench.console.output)
        #expect(found.count == offers.count)
        for (offer, found) in zip(offers, found) { #expect(found == offer.words, "\(offer.line)") }
    }
}
