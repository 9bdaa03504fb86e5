extension ComputeSpec {
    /// What the journal keeps of it.
    package var summary: JSONValue {
        [
            "size": .string(size), "min_instances": .int(Int64(minInstances)),
            "max_instances": .int(Int64(maxInstances)),
            "idle_time_before_scale_down": .int(Int64(idleTimeBeforeScaleDown)),
            "idle_time_before_shutdown": idleTimeBeforeShutdown.map { .int(Int64($0)) } ?? .null,
            "tier": .string(tier.rawValue), "location": location.map { .string($0) } ?? .null,
            "description": description.map { .string($0) } ?? .null, "tags": .object(tags.mapValues { .string($0) }),
        ]
    }

    /// With what the journal keeps of a spec; what a summary of older times does not name stays.
    package func applying(_ summary: JSONValue) -> ComputeSpec {
        var spec = self
        spec.size = summary["size"]?.stringValue ?? size
        spec.minInstances = summary.number("min_instances") ?? minInstances
        spec.maxInstances = summary.number("max_instances") ?? maxInstances
        spec.idleTimeBeforeScaleDown = summary.number("idle_time_before_scale_down") ?? idleTimeBeforeScaleDown
        if summary["idle_time_before_shutdown"] != nil {
            spec.idleTimeBeforeShutdown = summary.number("idle_time_before_shutdown")
        }
        spec.tier = summary["tier"]?.stringValue.flatMap(ComputeTier.init) ?? tier
        if let location = summary["location"] { spec.location = location.stringValue }
        if let description = summary["description"] { spec.description = description.stringValue }
        if let tags = summary["tags"] { spec.tags = tags.texts }
        return spec
    }
}
