import ArgumentParser
import Foundation
import Testing

@testable import Commands

/// Documentation/azure-ml-parity.md names every verb there is, and those of Azure that there are not.
@Suite struct VerbTableTests {
    private static let file = URL(filePath: #filePath)
        .appending(path: "../../../Documentation/azure-ml-parity.md").standardizedFileURL

    @Test func everyGroupsVerbsAreInTheTable() throws {
        let lines = try String(contentsOf: Self.file, encoding: .utf8).components(separatedBy: "\n")
        for group in VerbCatalogue.machineLearning {
            let row = try #require(lines.first { $0.hasPrefix("| `\(group._commandName)` |") }, "no row: \(group)")
            let cells = row.components(separatedBy: " | ").map(Self.words)
            let verbs = Set(group.configuration.subcommands.map { $0._commandName })
            #expect(cells[1] == verbs, "\(group._commandName)")
            let refused = (AzureTree.verbs[group._commandName] ?? []).subtracting(verbs)
            #expect((cells.count > 2 ? cells[2] : []) == refused, "\(group._commandName)")
        }
        let others = try #require(lines.first { $0.hasPrefix("| others of `az ml` |") }).components(separatedBy: " | ")
        #expect(Self.words(others[others.count - 1]) == AzureTree.groups)
    }

    @Test func ateliersOwnVerbsAreNamed() throws {
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        let start = try #require(text.range(of: "Atelier's own besides:"))
        let named = Self.words(String(text[start.upperBound...].prefix { $0 != "." }))
        let own = VerbCatalogue.own.filter { $0.configuration.shouldDisplay && $0 != Az.self }.map { $0._commandName }
        #expect(Set(own).subtracting(named).isEmpty, "\(Set(own).subtracting(named))")
    }

    /// What stands in backticks.
    private static func words(_ text: String) -> Set<String> {
        Set(text.matches(of: #/`([^`]+)`/#).map { String($0.output.1) })
    }
}
