import Domain

extension Compute {
    /// Why it takes no jobs now, in a word; nil when it takes them.
    var hold: String? {
        switch instanceState {
        case .stopped: "stopped"
        case .stopping: "stopping"
        case .running, nil: drain?.isWhole == true ? "draining" : nil
        }
    }
}
