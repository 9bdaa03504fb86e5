package import Domain
import FoundationEssentials

/// What of the journal can be taken back, and what that makes of a thing. Pure.
package enum UndoPlanner {
    /// Changes that are whole in their event: what was before is all there is to bring back.
    package static let kinds = [
        "compute.draining", "compute.undrained", "compute.updated", "endpoint.traffic", "endpoint.updated",
    ] + ["job", "model", "data", "environment", "component"].flatMap { noun in
        ["archived", "restored", "updated"].map { "\(noun).\($0)" }
    } + deletable.flatMap { ["\($0).deleted", "\($0).undeleted"] }

    private static let deletable = [
        "job", "model", "data", "environment", "component", "compute", "datastore", "endpoint", "deployment",
    ]

    /// What can be undone of events that are newest first: each with those of the same act (all versions of a model
    /// archived at once). What was undone is not there any more, nor is what undid it: the next one is further back.
    ///
    /// - Parameter kept: the deletions that are still in the trash.
    package static func actions(among newestFirst: [Event], kept: Set<Int64> = []) -> [[Event]] {
        var undone: Set<Int64> = []
        var actions: [[Event]] = []
        for event in newestFirst {
            if let target = event.undoes {
                // Who undoes an undo has it done again.
                if !undone.contains(event.sequence) { undone.insert(target) }
                continue
            }
            guard !undone.contains(event.sequence), kinds.contains(event.kind),
                event.isDeletion ? kept.contains(event.sequence) : !event.changes.isEmpty
            else { continue }
            if let last = actions.last?.last, last.isSameAct(as: event) {
                actions[actions.count - 1].append(event)
            } else {
                actions.append([event])
            }
        }
        return actions
    }

    /// Throws `unsupported`, saying why, for an event that cannot be taken back.
    package static func check(_ event: Event) throws {
        let about = event.about
        if kinds.contains(event.kind) {
            guard !event.isDeletion, !event.isUndeletion, event.changes.isEmpty else { return }
            throw AtelierError(
                .unsupported, "event \(event.sequence) (\(event.kind) of \(about)) does not tell what was there before",
                hint: "see 'atelier undo --list' for what can be undone", subject: about)
        }
        let (why, hint) = reason(event)
        throw AtelierError(
            .unsupported, "event \(event.sequence) (\(event.kind) of \(about)) cannot be undone: \(why)",
            hint: hint ?? "see 'atelier undo --list' for what can be", subject: about)
    }

    /// `unsupported`: the trash has nothing of the deletion.
    static func forgotten(_ deletion: Event) -> AtelierError {
        AtelierError(
            .unsupported,
            "event \(deletion.sequence) (\(deletion.kind) of \(deletion.about)) cannot be undone: what is deleted is kept "
                + "for 7 days, and that time is over",
            hint: "see 'atelier undo --list' for what can be", subject: deletion.about)
    }

    /// The thing with the event's changes taken back and all else as it is now. Throws `conflict`, naming who and when,
    /// when what the event changed was changed again.
    ///
    /// - Parameter later: what came after the event about the same thing.
    package static func restored(_ current: JSONValue, undoing event: Event, later: [Event]) throws -> JSONValue {
        var result = current
        for change in event.changes {
            let now = FieldChange.meant(current.value(at: change.path), at: change.path)
            guard now == change.after else { throw conflict(change, event, now: now, later) }
            result.set(change.before, at: change.path)
        }
        return result
    }

    private static func conflict(
        _ change: FieldChange, _ event: Event, now value: JSONValue, _ later: [Event]
    ) -> AtelierError {
        let about = event.about
        let culprit = later.last { $0.changes.contains { $0.path == change.path } }
        let what = FieldChange(path: change.path, before: change.after, after: value).description
        let who = culprit.map { later in
            ": \(later.by.neutralised) changed it at \(later.at.formatted(Date.ISO8601FormatStyle())) "
                + "(event \(later.sequence))"
        }
        return AtelierError(
            .conflict, "\(about) was changed since event \(event.sequence), \(what)\(who ?? "")",
            hint: culprit.map { "undo that first: 'atelier undo --event \($0.sequence)'" } ?? "change it by hand",
            subject: about)
    }

    private static func reason(_ event: Event) -> (why: String, hint: String?) {
        let name = event.resource.name.neutralised
        switch event.kind {
        case "workspace.deleted":
            return ("a workspace goes with everything in it, and none of it is kept", "create it again")
        case "run.deleted":
            return ("it is MLflow's to take back", "restore it: MlflowClient().restore_run(\"\(name)\")")
        default: break
        }
        if event.kind.hasPrefix("rollout.") {
            return (
                "a rollout goes its own way",
                "'atelier online-endpoint rollback --name \(name)' goes back to an earlier traffic")
        }
        switch event.kind.split(separator: ".").last {
        case "deleted": return ("it is not kept", nil)
        case "deleting": return ("it is only the beginning of a deletion", "undo the deletion itself")
        case "forgotten": return ("what is forgotten is gone for good", nil)
        case "registered":
            return ("it may be in use", "archive it: 'atelier \(event.resource.kind) archive'")
        case "created", "creating": return ("it may be in use", "delete it, if nobody needs it")
        case "regenerated": return ("the old key is not kept", nil)
        case "stopped": return ("what ran there was cancelled", "start it: 'atelier compute start --name \(name)'")
        case "started": return ("it may run jobs by now", "stop it: 'atelier compute stop --name \(name)'")
        case "moved": return ("the queue has gone on", nil)
        default: break
        }
        return switch event.resource.kind {
        case "job", "run": ("what a job did is done", "run it again: 'atelier job rerun --name \(name)'")
        case "deployment":
            ("it is the deployment's own life", "'atelier online-endpoint rollback' goes back to an earlier traffic")
        default: ("it is no change that somebody made", nil)
        }
    }
}

extension Event {
    /// `model iris:1`
    var about: String { "\(resource.kind) \(resource.name.neutralised)" }

    /// All versions of a model are archived, and restored, in one act: it has one moment. What is deleted is deleted by
    /// itself.
    fileprivate func isSameAct(as other: Event) -> Bool {
        resource.kind == "model" && !isDeletion && resource.model == other.resource.model && resource != other.resource
            && kind == other.kind && by == other.by && at == other.at
    }
}

extension ResourceReference {
    /// Of `NAME:VERSION`.
    fileprivate var model: Substring { name.prefix { $0 != ":" } }
}

extension JSONValue {
    fileprivate func value(at path: [String]) -> JSONValue {
        path.reduce(self) { $0[$1] ?? .null }
    }

    /// Null in a map takes the name away.
    fileprivate mutating func set(_ value: JSONValue, at path: [String]) {
        guard let key = path.first, case .object(var members) = self else { return }
        if path.count > 1 {
            members[key, default: .object([:])].set(value, at: Array(path.dropFirst()))
            if members[key]?[path[1]]?.isNull == true, case .object(var inner)? = members[key] {
                inner[path[1]] = nil
                members[key] = .object(inner)
            }
        } else {
            members[key] = value
        }
        self = .object(members)
    }
}
