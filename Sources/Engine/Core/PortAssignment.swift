import Domain
import FoundationEssentials
import LinuxSystem

/// The two ports of one home, held by this engine. What `config.toml` does not name is chosen once and kept: jobs that
/// outlive the engine find its tracking server where it was.
///
/// Ports are chosen in pairs, and a pair is whose engine listens on its upper port, the scoring one. So two engines that
/// start at once never share a pair, though only one of the two ports is bound this early.
struct PortAssignment: Sendable {
    let addresses: EngineAddresses
    /// Listens already; the scoring server takes it over.
    let scoring: LoopbackListener

    /// Holds the ports of a home. Throws `unavailable` when one that was set or kept is in use by another program.
    static func claim(for home: HomeLayout, settings: EngineSettings) throws -> PortAssignment {
        if let tracking = settings.trackingPort, let scoring = settings.scoringPort {
            return try hold(PortPair(tracking: tracking, scoring: scoring), home: home, settings: settings)
        }
        if let kept = try kept(in: home) {
            return try hold(kept.replaced(by: settings), home: home, settings: settings)
        }
        for chosen in PortPair.candidates(for: home) {
            guard let assignment = try held(chosen.replaced(by: settings)) else { continue }
            try FileContent.write(Array(JSONEncoder().encode(chosen)), to: home.ports)
            return assignment
        }
        throw AtelierError(
            .unavailable, "no two free ports in \(PortPair.range) for this home",
            hint: "end some servers, or set engine.tracking_port and engine.scoring_port in config.toml")
    }

    /// Holds a pair that must be this one.
    private static func hold(_ pair: PortPair, home: HomeLayout, settings: EngineSettings) throws -> PortAssignment {
        if let assignment = try held(pair) { return assignment }
        let isScoring = LoopbackListener.isFree(pair.tracking)
        let port = isScoring ? pair.scoring : pair.tracking
        let setting = isScoring ? "engine.scoring_port" : "engine.tracking_port"
        let isSet = (isScoring ? settings.scoringPort : settings.trackingPort) != nil
        throw AtelierError(
            .unavailable, "port \(port) of this home is in use by another program",
            hint: isSet
                ? "end that program, or give \(setting) another value in config.toml"
                : "end that program, set \(setting) in config.toml, or delete \(home.ports) to have new ports "
                    + "chosen (running jobs lose their way to the tracking server)")
    }

    /// Nil when one of the ports is taken.
    private static func held(_ pair: PortPair) throws -> PortAssignment? {
        do throws(PosixError) {
            let scoring = try LoopbackListener(port: pair.scoring)
            // After the pair is ours: from here on no other engine binds it.
            guard LoopbackListener.isFree(pair.tracking) else { return nil }
            return PortAssignment(
                addresses: EngineAddresses(trackingPort: pair.tracking, scoringPort: pair.scoring), scoring: scoring)
        } catch {
            if error.isAddressInUse { return nil }
            throw error
        }
    }

    private static func kept(in home: HomeLayout) throws -> PortPair? {
        guard let data = try? Data(contentsOf: URL(filePath: home.ports)) else { return nil }
        do {
            return try JSONDecoder().decode(PortPair.self, from: data)
        } catch {
            throw AtelierError(
                .internal, "\(home.ports) cannot be read", hint: "delete it to have new ports chosen", cause: error)
        }
    }
}
