package import Domain
package import FoundationEssentials
import GRDB

extension StoreTransaction {
    /// Appends to the journal; the sequence number is the database's.
    @discardableResult
    package func append(
        _ kind: String, about resource: ResourceReference, by person: String, at time: Date, message: String? = nil,
        before: JSONValue? = nil, after: JSONValue? = nil
    ) throws -> Int64 {
        let insert = try database.cachedStatement(sql: """
            INSERT INTO event (at, by, kind, resource_kind, resource_name, workspace, message, before, after)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        try insert.execute(arguments: [
            time.timeIntervalSince1970, person, kind, resource.kind, resource.name, resource.workspace?.rawValue,
            message, try before.map(Document.encode), try after.map(Document.encode),
        ])
        return database.lastInsertedRowID
    }
}

extension StoreReader {
    /// The events after a sequence number, oldest first. The filter's own `newest` is not looked at.
    package func events(
        after sequence: Int64, limit: Int, matching filter: EventFilter = EventFilter()
    ) throws -> [Event] {
        let condition = EventCondition(filter, after: sequence)
        return try Row.fetchAll(
            database, sql: "SELECT * FROM event WHERE \(condition.sql) ORDER BY sequence LIMIT ?",
            arguments: condition.arguments + [limit]
        ).map(Event.init(row:))
    }

    /// All that is told of a kind of resource in a workspace after a sequence number, oldest first.
    package func events(about kind: String, in workspace: WorkspaceName, after sequence: Int64) throws -> [Event] {
        try Row.fetchAll(
            database,
            sql: "SELECT * FROM event WHERE resource_kind = ? AND workspace = ? AND sequence > ? ORDER BY sequence",
            arguments: [kind, workspace.rawValue, sequence]
        ).map(Event.init(row:))
    }

    /// The newest events before a sequence number, newest first.
    package func events(before sequence: Int64, limit: Int, matching filter: EventFilter) throws -> [Event] {
        let condition = EventCondition(filter, after: 0)
        return try Row.fetchAll(
            database,
            sql: "SELECT * FROM event WHERE \(condition.sql) AND sequence < ? ORDER BY sequence DESC LIMIT ?",
            arguments: condition.arguments + [sequence, limit]
        ).map(Event.init(row:))
    }

    /// The sequence number after which there are only so many events that match.
    package func sequence(beforeNewest count: Int, after sequence: Int64, matching filter: EventFilter) throws -> Int64 {
        let condition = EventCondition(filter, after: sequence)
        guard count > 0 else { return try lastEventSequence() }
        let first = try Int64.fetchOne(
            database,
            sql: """
                SELECT MIN(sequence) FROM
                (SELECT sequence FROM event WHERE \(condition.sql) ORDER BY sequence DESC LIMIT ?)
                """,
            arguments: condition.arguments + [count])
        return first.map { $0 - 1 } ?? sequence
    }

    /// The newest event's sequence number; 0 when there is none.
    package func lastEventSequence() throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT MAX(sequence) FROM event") ?? 0
    }
}

extension Event {
    fileprivate init(row: Row) throws {
        let subject = "event \(row["sequence"] as Int64)"
        func value(_ column: String) throws -> JSONValue? {
            guard let data = row[column] as Data? else { return nil }
            return try Document.decode(JSONValue.self, from: data, of: subject)
        }
        self.init(
            sequence: row["sequence"], at: Date(timeIntervalSince1970: row["at"]), by: row["by"], kind: row["kind"],
            resource: ResourceReference(
                kind: row["resource_kind"], name: row["resource_name"],
                workspace: (row["workspace"] as String?).map { WorkspaceName($0) }),
            message: row["message"], before: try value("before"), after: try value("after"))
    }
}
