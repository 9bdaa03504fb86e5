import Domain
import FoundationEssentials

/// Why a compute takes no jobs, or leaves some waiting. Pure.
struct ComputeExplainer {
    let compute: Compute
    /// Jobs that wait for it.
    let queued: Int
    let now: Date

    var explanation: Explanation {
        var explanation = held ?? standing
        explanation.note("type", compute.spec.type.rawValue)
        explanation.note("size", "\(compute.spec.size), \(compute.spec.minInstances) to \(compute.spec.maxInstances) nodes")
        explanation.note("waiting", Explanation.counted(queued, "job"))
        explanation.note("nodes", Self.nodeLines(compute))
        explanation.note("warnings", compute.warnings)
        return explanation
    }

    /// What keeps it from taking any job; nil when nothing does.
    var held: Explanation? {
        let name = "compute \(compute.name)"
        if compute.isStopped == true {
            return Explanation("\(name) is stopped", commands: ["atelier compute start --name \(compute.name)"])
        }
        if compute.provisioningState != .succeeded {
            return Explanation(
                "\(name) is \(compute.provisioningState.rawValue)",
                commands: ["atelier compute show --name \(compute.name)"])
        }
        let undrain = "atelier compute undrain --name \(compute.name)"
        if compute.drain?.isWhole == true {
            return Explanation("\(name) is draining and takes no new jobs", commands: [undrain])
        }
        let draining = compute.nodes.filter(\.isDraining)
        if !draining.isEmpty, draining.count >= compute.spec.maxInstances {
            return Explanation("every node of \(name) is draining", commands: [undrain])
        }
        let broken = compute.nodes.filter { $0.state == .unusable }
        if !broken.isEmpty, broken.count == compute.nodes.count {
            return Explanation("no node of \(name) is usable", commands: ["atelier engine logs"])
        }
        return nil
    }

    private var standing: Explanation {
        let (name, busy) = (compute.name, compute.nodes.filter { $0.job != nil })
        if queued == 0 {
            guard busy.isEmpty else {
                return Explanation(
                    "compute \(name) works: \(busy.count) of at most \(compute.spec.maxInstances) nodes run jobs, "
                        + "and none waits")
            }
            return Explanation(
                compute.nodes.isEmpty
                    ? "compute \(name) has no nodes because nothing waits for it; a job gets one"
                    : "compute \(name) is idle: nothing waits for it")
        }
        if compute.nodes.contains(where: { $0.state == .preparing }) {
            return Explanation("compute \(name) prepares a node for the \(Explanation.counted(queued, "job")) waiting")
        }
        guard busy.count >= compute.spec.maxInstances else {
            return Explanation("compute \(name) is about to take the \(Explanation.counted(queued, "job")) waiting")
        }
        let widen =
            compute.spec.type == .amlcompute
            ? ["atelier compute update --name \(name) --max-instances \(compute.spec.maxInstances + 1)"] : []
        return Explanation(
            "\(Explanation.counted(queued, "job")) \(queued == 1 ? "waits" : "wait") because compute \(name) is at its "
                + "maximum of \(Explanation.counted(compute.spec.maxInstances, "node")), all busy",
            commands: widen + ["atelier job list --output table"])
    }

    static func nodeLines(_ compute: Compute) -> [String] {
        guard !compute.nodes.isEmpty else { return ["none of at most \(compute.spec.maxInstances)"] }
        return compute.nodes.map { node in
            "\(node.name): \(node.state.rawValue)" + (node.job.map { ", job \($0)" } ?? "")
                + (node.isDraining ? ", draining" : "")
        }
    }
}
