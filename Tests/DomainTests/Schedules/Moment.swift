import Foundation

@testable import Domain

/// Times as a table has them.
func moment(_ text: String) -> Date { try! Date.ISO8601FormatStyle().parse(text) }

func zone(_ name: String?) throws -> ZoneRules {
    try ZoneDatabase { FileManager.default.contents(atPath: $0).map { Array($0) } }.rules(named: name)
}
