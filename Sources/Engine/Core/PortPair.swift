import Domain

/// The ports of one home as `ports.json` keeps them.
struct PortPair: Codable, Hashable {
    let tracking: Int
    let scoring: Int

    /// Below the ports that Linux gives to outgoing connections.
    static let range = 20000..<32768

    /// Every pair of the range once. Homes start their search at different ones, so that engines on a box rarely meet.
    static func candidates(for home: HomeLayout) -> some Sequence<PortPair> {
        let count = range.count / 2
        let hash = home.root.utf8.reduce(5381 as UInt32) { $0 &* 33 &+ UInt32($1) }
        let first = Int(hash) % count
        return (0..<count).lazy.map { step in
            let tracking = range.lowerBound + (first + step) % count * 2
            return PortPair(tracking: tracking, scoring: tracking + 1)
        }
    }

    /// The pair with what the settings name. A port that was the other's leaves its own to the other.
    func replaced(by settings: EngineSettings) -> PortPair {
        PortPair(
            tracking: settings.trackingPort ?? (settings.scoringPort == tracking ? scoring : tracking),
            scoring: settings.scoringPort ?? (settings.trackingPort == scoring ? tracking : scoring))
    }
}
