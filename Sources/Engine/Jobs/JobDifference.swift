import Domain

/// What two jobs' records tell of their differences. What is the same is told of what a result rests on: the code, the
/// environment and the data. Pure.
enum JobDifference {
    /// - Parameter prints: of the data inputs of each, by name, as far as they are known.
    static func aspects(
        _ before: Job, _ after: Job, prints: (before: [String: String], after: [String: String]), changedFiles: [String]
    ) -> [JobAspect] {
        let (old, new) = (before.spec.work, after.spec.work)
        var aspects: [JobAspect] = []
        if let code = JobAspect(
            "code", before: before.code?.short, after: after.code?.short, note: listed(changedFiles))
        {
            aspects.append(code)
        }
        aspects.append(environment(before, after))
        for name in Set(old.inputs.keys).union(new.inputs.keys).sorted() {
            aspects += input(name, old.inputs[name], new.inputs[name], prints.before[name], prints.after[name])
        }
        for (name, one, other) in [
            ("command", old.command?.command, new.command?.command), ("compute", before.compute.rawValue, after.compute.rawValue),
            ("timeout", old.timeout.map { "\($0)" }, new.timeout.map { "\($0)" }),
            ("distribution", old.command?.processes, new.command?.processes),
        ] where one != other {
            aspects.append(JobAspect(name, .differs, before: one, after: other))
        }
        let (oldVariables, newVariables) = (old.command?.environmentVariables ?? [:], new.command?.environmentVariables ?? [:])
        for name in Set(oldVariables.keys).union(newVariables.keys).sorted() {
            let (one, other) = (oldVariables[name], newVariables[name])
            if one != other { aspects.append(JobAspect("variable \(name)", .differs, before: one, after: other)) }
        }
        return aspects
    }

    private static func environment(_ before: Job, _ after: Job) -> JobAspect {
        guard before.startedAt != nil, after.startedAt != nil else {
            return JobAspect("environment", .unknown, before: before.environment?.short, note: "not yet prepared")
        }
        let box = "the box's own Python"
        return JobAspect(
            "environment", before.environment == after.environment ? .same : .differs,
            before: before.environment?.short ?? box, after: after.environment?.short ?? box)
    }

    private static func input(
        _ name: String, _ before: JobInput?, _ after: JobInput?, _ oldPrint: String?, _ newPrint: String?
    ) -> [JobAspect] {
        let aspect = "input \(name)"
        guard case .data? = before, case .data? = after else {
            return before == after ? [] : [JobAspect(aspect, .differs, before: before?.text, after: after?.text)]
        }
        guard let oldPrint, let newPrint else {
            return [JobAspect(aspect, .unknown, before: before?.text, after: after?.text, note: "its content was not noted")]
        }
        let isSame = oldPrint == newPrint
        let moved = before?.text == after?.text ? nil : "\(before?.text ?? "") and \(after?.text ?? "")"
        return [
            JobAspect(
                aspect, isSame ? .same : .differs, before: shortened(oldPrint), after: shortened(newPrint),
                note: moved ?? (isSame ? nil : "\(after?.text ?? "it") has changed"))
        ]
    }

    /// The kind of the print, and as much of it as tells two apart.
    private static func shortened(_ print: String) -> String {
        let parts = print.split(separator: ":", maxSplits: 1)
        return parts.count == 2 ? "\(parts[0] == "times" ? "by size and time " : "")\(parts[1].prefix(12))" : print
    }

    static func listed(_ paths: [String]) -> String? {
        guard !paths.isEmpty else { return nil }
        let shown = paths.prefix(5).map { $0.isEmpty ? "the file" : $0.neutralised }.joined(separator: ", ")
        return paths.count > 5 ? "\(shown) and \(paths.count - 5) more" : shown
    }

    /// Metrics by their last values.
    static func metrics(_ before: [String: Double], _ after: [String: Double]) -> [JobAspect] {
        Set(before.keys).union(after.keys).sorted().map { key in
            let (old, new) = (before[key], after[key])
            // Neither equals the other when both are not a number.
            let isSame = old == new || (old?.isNaN == true && new?.isNaN == true)
            return JobAspect(
                "metric \(key)", isSame ? .same : .differs, before: old.map(JSONValue.text(of:)),
                after: new.map(JSONValue.text(of:)))
        }
    }
}

extension JobInput {
    fileprivate var text: String {
        switch self {
        case .literal(let value): value.argumentText
        case .data(let data): data.location.description
        }
    }
}

extension CommandWork {
    fileprivate var processes: String? {
        distribution.map { "\(Counted.text(nodeCount, "node")), \($0.processCount(nodes: nodeCount)) processes in all" }
    }
}
