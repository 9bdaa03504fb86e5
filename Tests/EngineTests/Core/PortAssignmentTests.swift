import Domain
import Foundation
import LinuxSystem
import Testing

@testable import Engine

@Suite final class PortAssignmentTests: Sendable {
    private let root = "/tmp/atelier-ports-\(UUID().uuidString)"

    /// Two homes whose search begins at the same pair: `ab` and `bA` have one hash.
    private var home: HomeLayout { HomeLayout(root: root + "/ab") }
    private var twin: HomeLayout { HomeLayout(root: root + "/bA") }

    init() throws {
        for home in ["/ab", "/bA"] {
            try FileManager.default.createDirectory(atPath: root + home, withIntermediateDirectories: true)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    private func claim(
        _ home: HomeLayout, tracking: Int? = nil, scoring: Int? = nil
    ) throws -> PortAssignment {
        try PortAssignment.claim(for: home, settings: EngineSettings(trackingPort: tracking, scoringPort: scoring))
    }

    private func kept(_ home: HomeLayout) throws -> PortPair {
        try JSONDecoder().decode(PortPair.self, from: Data(contentsOf: URL(filePath: home.ports)))
    }

    /// The ports of a claim that is over.
    private func addresses(_ home: HomeLayout, tracking: Int? = nil, scoring: Int? = nil) throws -> EngineAddresses {
        try claim(home, tracking: tracking, scoring: scoring).addresses
    }

    @Test func aHomeKeepsItsPorts() throws {
        let first = try addresses(home)
        #expect(PortPair.range.contains(first.trackingPort) && first.trackingPort.isMultiple(of: 2))
        #expect(first.scoringPort == first.trackingPort + 1)
        #expect(try addresses(home) == first)
        #expect(try kept(home) == PortPair(tracking: first.trackingPort, scoring: first.scoringPort))
    }

    @Test func homesThatStartAtOnceTakeDifferentPairs() async throws {
        #expect(Array(PortPair.candidates(for: home)).first == Array(PortPair.candidates(for: twin)).first)
        let (home, twin) = (home, twin)
        async let one = claim(home)
        async let other = claim(twin)
        let claims = try await [one, other]
        let ports = Set(claims.flatMap { [$0.addresses.trackingPort, $0.addresses.scoringPort] })
        #expect(ports.count == 4, "\(claims.map(\.addresses))")
        #expect(try kept(home).scoring == claims[0].scoring.port)
        #expect(try kept(twin).scoring == claims[1].scoring.port)
    }

    @Test func aPairWhoseTrackingPortIsTakenIsPassedOver() throws {
        let first = try addresses(home)
        try FileManager.default.removeItem(atPath: home.ports)
        let other = try LoopbackListener(port: first.trackingPort)
        let second = try addresses(home)
        #expect(second.trackingPort != other.port && second.scoringPort != other.port)
        #expect(try addresses(home) == second)
    }

    @Test func aKeptPortThatIsTakenIsNamed() throws {
        let first = try addresses(home)
        for port in [first.trackingPort, first.scoringPort] {
            let other = try LoopbackListener(port: port)
            let error = #expect(throws: AtelierError.self) { try claim(home) }
            #expect(error?.code == .unavailable)
            #expect(error?.message == "port \(other.port) of this home is in use by another program")
            #expect(error?.hint?.contains(home.ports) == true)
        }
        #expect(try addresses(home) == first)
    }

    @Test func settingsWinAndAreNotKept() throws {
        let first = try addresses(home)
        let free = try addresses(twin)
        try FileManager.default.removeItem(atPath: twin.ports)
        let set = try addresses(home, tracking: free.trackingPort, scoring: free.scoringPort)
        #expect(set == free)
        #expect(try addresses(twin, tracking: free.trackingPort, scoring: free.scoringPort) == free)
        #expect(!FileManager.default.fileExists(atPath: twin.ports))
        #expect(
            try addresses(home, tracking: free.trackingPort)
                == EngineAddresses(trackingPort: free.trackingPort, scoringPort: first.scoringPort))
        #expect(try addresses(home) == first)
    }

    @Test func aSetPortThatIsTakenIsNamedWithItsSetting() throws {
        let free = try addresses(home)
        let other = try LoopbackListener(port: free.scoringPort)
        let error = #expect(throws: AtelierError.self) {
            try claim(twin, tracking: free.trackingPort, scoring: other.port)
        }
        #expect(error?.hint == "end that program, or give engine.scoring_port another value in config.toml")
    }

    @Test func aSetPortThatWasTheOthersLeavesItItsOwn() throws {
        let first = try addresses(home)
        let swapped = EngineAddresses(trackingPort: first.scoringPort, scoringPort: first.trackingPort)
        #expect(try addresses(home, tracking: first.scoringPort) == swapped)
        #expect(try addresses(home, scoring: first.trackingPort) == swapped)
    }
}
