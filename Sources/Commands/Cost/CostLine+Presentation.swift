package import Domain
import FoundationEssentials

extension CostLine {
    package var presentation: JSONValue {
        .members([
            "cost": .double(Self.cents(cost)), "currency": "USD", "name": .string(name),
            "node_hours": .double(Self.cents(nodeHours)), "running": .bool(isRunning), "since": since.map { JSONValue($0) },
            "vm_size": size.map(JSONValue.string),
        ])
    }

    /// To a hundredth of a cent: more digits would say more than is known.
    static func cents(_ amount: Double) -> Double { (amount * 10_000).rounded() / 10_000 }

    static let columns = [
        Column("Name", "name"), Column("USD", "cost"), Column("NodeHours", "node_hours"), Column("Size", "vm_size"),
        Column("Running", "running"), Column("Since", "since", .time),
    ]
}
