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
        job.spec.properties = value["properties"]?.texts ?? job.spec.properties
        job.isArchived = value["is_archived"] == true
        if let experiment = value["experiment_name"]?.stringValue, experiment != job.experiment {
            job.experiment = experiment
            job.spec.experimentName = experiment
            try moveRun(of: job, at: now)
        }
        job.creation = job.creation.modified(at: now, by: person)
        _ = try update(job, ifStill: job.status)
        return try append(
            Self.kind("job", before.isArchived, job.isArchived), about: job.reference, by: person, at: now,
            message: UndoDesk.message(event.sequence), before: before.edited, after: job.edited.undoing(event.sequence))
    }

    /// The same for a version of a model, data, an environment or a component.
    func takeBack<Asset: VersionedAsset>(
        _ event: Event, of type: Asset.Type, in workspace: WorkspaceName, by person: String, at now: Date
    ) throws -> Int64 {
        let parts = event.resource.name.split(separator: ":").map(String.init)
        let name = Identifier<Asset>(parts.first ?? "")
        guard parts.count == 2, let current: Asset = try asset(name, version: parts[1], in: workspace) else {
            throw AtelierError(
                .notFound, "\(Asset.noun) \(event.resource.name.neutralised) is not there any more",
                hint: "see 'atelier \(Asset.kind) list --name \(name.rawValue.neutralised)'")
        }
        var asset = current
        let isAboutArchive = event.kind != "\(Asset.kind).updated"
        let former: JSONValue = isAboutArchive ? ["is_archived": .bool(current.isArchived)] : current.edited
        let value = try restored(former, undoing: event)
        if isAboutArchive {
            asset.isArchived = value["is_archived"] == true
        } else {
            asset.apply(AssetEdit(bringingBack: value))
        }
        asset.creation = current.creation.modified(at: now, by: person)
        try update(asset)
        return try append(
            Self.kind(Asset.kind, current.isArchived, asset.isArchived), about: asset.reference, by: person, at: now,
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
