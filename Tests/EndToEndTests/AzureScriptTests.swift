import Foundation
import Testing

/// The scripts of `Scripts/`, in the style of Azure's public examples: each runs in a box of its own, checks what it did
/// itself, and ends with 0.
@Suite struct AzureScriptTests {
    @Test(.ends, arguments: AzureScript.runnable)
    func itRunsEndToEnd(_ script: AzureScript) async throws {
        try await Box.with { box in
            let outcome = try await box.run(script)
            #expect(outcome.code == 0, "\(script.name): \(Self.end(of: outcome))")
        }
    }

    @Test func thereAreEnough() {
        #expect(AzureScript.all.filter { !$0.needsPyPI }.count >= 25)
    }

    private static func end(of outcome: Box.Outcome) -> String {
        func tail(_ text: String) -> String { text.split(separator: "\n").suffix(25).joined(separator: "\n") }
        return "\(outcome.status)\n\(tail(outcome.output))\n--- stderr\n\(tail(outcome.errors))"
    }
}
