import Domain
import FoundationEssentials
import Store

extension StoreTransaction {
    /// Writes the job as it was before an event, and the event that tells so.
    func takeBackJob(_ event: Event, in workspace: WorkspaceName, by person: String, at now: Date) throws -> Int64 {
        var job = try requireJob(JobName(event.resource.name), in: workspace)
        let before = job
        let value = try restored(job.edited, undoing: event)
        job.displayName = value["display_name"]?.stringValue ?? job.displayName
        job.spec.description = value["description"]?.stringValue
        job.spec.tags = value["tags"]?.texts ?? job.spec.tags
        job.isArchived = value["is_archived"] == true
        job.creation = job.creation.modified(at: now, by: person)
        _ = try update(job, ifStill: job.status)
        return try append(
            Self.kind("job", before.isArchived, job.isArchived), about: job.reference, by: person, at: now,
            message: UndoDesk.message(event.sequence), before: before.edited, after: job.edited.undoing(event.sequence))
    }

    func takeBackModel(_ event: Event, in workspace: WorkspaceName, by person: String, at now: Date) throws -> Int64 {
        let parts = event.resource.name.split(separator: ":").map(String.init)
        let name = ModelName(parts.first ?? "")
        guard parts.count == 2, let current = try model(name, version: parts[1], in: workspace) else {
            throw AtelierError(
                .notFound, "model \(event.resource.name.neutralised) is not there any more",
                hint: "see 'atelier model list --name \(name.rawValue.neutralised)'")
        }
        var model = current
        let isAboutArchive = event.kind != "model.updated"
        let former: JSONValue = isAboutArchive ? ["is_archived": .bool(current.isArchived)] : current.edited
        let value = try restored(former, undoing: event)
        if isAboutArchive {
            model.isArchived = value["is_archived"] == true
        } else {
            model.description = value["description"]?.stringValue
            model.tags = value["tags"]?.texts ?? model.tags
            model.properties = value["properties"]?.texts ?? model.properties
            model.stage = value["stage"]?.stringValue
        }
        model.creation = current.creation.modified(at: now, by: person)
        try update(model)
        return try append(
            Self.kind("model", current.isArchived, model.isArchived), about: model.reference, by: person, at: now,
            message: UndoDesk.message(event.sequence), before: former, after: value.undoing(event.sequence))
    }

    private static func kind(_ noun: String, _ wasArchived: Bool, _ isArchived: Bool) -> String {
        switch (wasArchived, isArchived) {
        case (false, true): "\(noun).archived"
        case (true, false): "\(noun).restored"
        default: "\(noun).updated"
        }
    }
}

extension ComputeSpec {
    /// With what the journal keeps of a spec.
    func applying(_ summary: JSONValue) -> ComputeSpec {
        var spec = self
        spec.size = summary["size"]?.stringValue ?? size
        spec.minInstances = summary.number("min_instances") ?? minInstances
        spec.maxInstances = summary.number("max_instances") ?? maxInstances
        spec.idleTimeBeforeScaleDown = summary.number("idle_time_before_scale_down") ?? idleTimeBeforeScaleDown
        if let description = summary["description"] { spec.description = description.stringValue }
        if let tags = summary["tags"] { spec.tags = tags.texts }
        return spec
    }
}

extension JSONValue {
    func number(_ key: String) -> Int? {
        guard case .int(let value)? = self[key] else { return nil }
        return Int(value)
    }

    /// The shares of a traffic split.
    var shares: [DeploymentName: Int] {
        guard case .object(let members) = self else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: members.keys.compactMap { key in number(key).map { (DeploymentName(key), $0) } })
    }
}
