package import Domain
import FoundationEssentials
import Glibc

/// The ports of one home, chosen once and kept: jobs that outlive the engine find its tracking server where it was.
package enum PortAssignment {
    /// The home's ports, from its `ports.json` or chosen anew among the free ones. Throws `unavailable` when a kept
    /// port was taken by somebody else.
    package static func addresses(of home: HomeLayout) throws -> EngineAddresses {
        if let kept = try kept(in: home) {
            for port in [kept.tracking, kept.scoring] where !isFree(port) {
                throw AtelierError(
                    .unavailable, "port \(port) of this home is in use by another program",
                    hint: "end that program, or delete \(home.ports) to have new ports chosen (running jobs lose "
                        + "their way to the tracking server)")
            }
            return EngineAddresses(trackingPort: kept.tracking, scoringPort: kept.scoring)
        }
        let chosen = try choose(startingAt: firstPort(of: home))
        try FileContent.write(Array(JSONEncoder().encode(chosen)), to: home.ports)
        return EngineAddresses(trackingPort: chosen.tracking, scoringPort: chosen.scoring)
    }

    private struct Ports: Codable {
        let tracking: Int
        let scoring: Int
    }

    private static func kept(in home: HomeLayout) throws -> Ports? {
        guard let data = try? Data(contentsOf: URL(filePath: home.ports)) else { return nil }
        do {
            return try JSONDecoder().decode(Ports.self, from: data)
        } catch {
            throw AtelierError(
                .internal, "\(home.ports) cannot be read", hint: "delete it to have new ports chosen", cause: error)
        }
    }

    private static func choose(startingAt first: Int) throws -> Ports {
        var free = (0..<2000).lazy.map { first + $0 }.filter(isFree).makeIterator()
        guard let tracking = free.next(), let scoring = free.next() else {
            throw AtelierError(.unavailable, "no free port from \(first) on", hint: "end some servers and try again")
        }
        return Ports(tracking: tracking, scoring: scoring)
    }

    /// Homes start their search at different ports, so that several engines on a box do not meet.
    private static func firstPort(of home: HomeLayout) -> Int {
        let hash = home.root.utf8.reduce(5381 as UInt32) { $0 &* 33 &+ UInt32($1) }
        return 20000 + Int(hash % 10000)
    }

    private static func isFree(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { Glibc.close(descriptor) }
        var reuse: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr = in_addr(s_addr: inet_addr(EngineAddresses.host))
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
