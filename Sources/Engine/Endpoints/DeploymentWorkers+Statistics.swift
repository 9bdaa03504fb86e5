import Domain
import Scoring

extension DeploymentWorkers {
    init(_ statistics: DeploymentStatistics) {
        let up = statistics.workers.count { $0.state == .idle || $0.state == .busy }
        let (word, reason) = statistics.condition.words
        self.init(
            wanted: statistics.size ?? up, up: up, restarts: statistics.restarts, condition: word, reason: reason)
    }
}

extension PoolCondition {
    fileprivate var words: (String, String?) {
        switch self {
        case .starting: ("starting", nil)
        case .ready: ("ready", nil)
        case .degraded(let reason): ("degraded", reason)
        case .broken(let reason): ("broken", reason)
        case .draining: ("draining", nil)
        case .stopped: ("stopped", nil)
        }
    }
}
