import Domain
import Learning

extension Algorithm {
    var isEnsemble: Bool { self == .votingEnsemble || self == .stackEnsemble }
}

extension SearchTrial {
    var isEnsemble: Bool { Algorithm(rawValue: algorithm ?? "")?.isEnsemble == true }
}
