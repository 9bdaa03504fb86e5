package import Domain
import FoundationEssentials

extension CostLine {
    package var presentation: JSONValue {
        .members([
            "cost": .double(Self.rounded(cost)), "currency": "USD", "name": .string(name),
            "node_hours": .double(Self.rounded(nodeHours)), "running": .bool(isRunning), "since": since.map { JSONValue($0) },
            "vm_size": size.map(JSONValue.string),
        ])
    }

    /// As a field of the thing itself: US dollars; nil where it ran on the box, which has no price.
    var field: JSONValue? { size == nil ? nil : .double(Self.rounded(cost)) }

    /// To the millionth: a job of a second costs so much.
    private static func rounded(_ amount: Double) -> Double { (amount * 1_000_000).rounded() / 1_000_000 }

    static let columns = [
        Column("Name", "name"), Column("USD", "cost", .money), Column("NodeHours", "node_hours"), Column("Size", "vm_size"),
        Column("Running", "running"), Column("Since", "since", .time),
    ]
}
