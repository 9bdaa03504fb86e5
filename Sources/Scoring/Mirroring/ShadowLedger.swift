import Domain
import Synchronization

/// The comparisons of one endpoint, by the deployment that got the copies. Outlives its routes.
final class ShadowLedger: Sendable {
    private let tallies = Mutex<[DeploymentName: ShadowTallies]>([:])

    func tallies(of deployment: DeploymentName) -> ShadowTallies {
        tallies.withLock { tallies in
            if let found = tallies[deployment] { return found }
            let new = ShadowTallies()
            tallies[deployment] = new
            return new
        }
    }

    var all: [DeploymentName: ShadowTally] {
        tallies.withLock { $0 }.mapValues { $0.report(from: .max).tally }
    }
}
