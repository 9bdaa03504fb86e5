package import FoundationEssentials

extension Job {
    /// Nil until it has started.
    package func costLine(at now: Date) -> CostLine? {
        guard let startedAt else { return nil }
        let price = size.flatMap(VMSize.named)
        let hours = max(0, (endedAt ?? now).timeIntervalSince(startedAt)) / 3600 * Double(max(1, nodes.count))
        return CostLine(
            kind: .job, name: name.rawValue, size: price?.name, nodeHours: hours, cost: hours * (price?.pricePerHour ?? 0),
            isRunning: !status.isFinal, since: startedAt)
    }
}
