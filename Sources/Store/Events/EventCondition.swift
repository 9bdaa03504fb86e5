import Domain
import FoundationEssentials
import GRDB

/// A filter of events as SQL.
struct EventCondition {
    private(set) var sql = "sequence > ?"
    private(set) var arguments: StatementArguments

    init(_ filter: EventFilter, after sequence: Int64) {
        arguments = [sequence]
        if !filter.kinds.isEmpty {
            let alternatives = filter.kinds.map { kind in
                // A range, which no wildcard in a name can widen: "/" follows "." in ASCII.
                kind.hasSuffix(".") ? "(kind >= ? AND kind < ?)" : "kind = ?"
            }
            var values: [String] = []
            for kind in filter.kinds { values += kind.hasSuffix(".") ? [kind, kind.dropLast() + "/"] : [kind] }
            add("(\(alternatives.joined(separator: " OR ")))", StatementArguments(values))
        }
        if let kind = filter.resourceKind { add("resource_kind = ?", [kind]) }
        if let name = filter.resourceName { add("resource_name = ?", [name]) }
        if let workspace = filter.workspace { add("workspace = ?", [workspace.rawValue]) }
        if let person = filter.person { add("by = ?", [person]) }
        if let since = filter.since { add("at >= ?", [since.timeIntervalSince1970]) }
        if let until = filter.until { add("at < ?", [until.timeIntervalSince1970]) }
    }

    private mutating func add(_ condition: String, _ values: StatementArguments) {
        sql += " AND " + condition
        arguments += values
    }
}
