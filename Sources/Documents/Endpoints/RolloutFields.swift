import Domain

/// How a deployment takes over the traffic: Atelier's own, in the deployment's file or in one by itself.
enum RolloutFields {
    static var fields: [Field<RolloutSpec>] {
        [
            .custom("steps", children: stepFields.map(\.outline)) { spec, entry, reading in
                if let steps = reading.rolloutSteps(entry.value) { spec.steps = steps }
            },
            .group(
                "limits",
                [
                    .number("error_excess", \.limits.errorExcess, in: 0...100),
                    .number("significance", \.limits.significance, in: 0.000_001...0.5),
                    .number("latency_factor", \.limits.latencyFactor, in: 1...1000),
                    .number("latency_budget_ms", \.limits.latencyBudget, in: 0...180_000),
                    .integer("latency_windows", \.limits.latencyWindows, in: 1...1000),
                    .number("disagreement", \.limits.disagreement, in: 0...1),
                    .number("psi", \.limits.psi, in: 0...100),
                    .number("memory_factor", \.limits.memoryFactor, in: 1...1000),
                    .choice("compare", \.limits.comparison),
                    .number("tolerance", \.limits.tolerance, in: 0...1),
                    .value("ignore_fields", \.limits.ignoredFields) { reading, node in
                        (node.items ?? [node]).compactMap { reading.text($0, "ignore_fields") }
                    },
                ]),
            .value("golden_requests", \.goldenRequests) { $0.goldenRequests($1) },
            .choice("when_inconclusive", \.whenInconclusive),
            .value("sticky_header", \.stickyHeader) { $0.headerName($1) },
            .value("interval", \.interval) { $0.seconds($1, "interval", in: 1...300) },
        ]
    }

    struct StepDraft {
        var kind: RolloutStep.Kind?
        var weight: Int?
        var minSamples: Int?
        var minTime: Int?
        var maxTime: Int?
    }

    static let longest = 30 * 86_400

    static var stepFields: [Field<StepDraft>] {
        [
            .choice("kind", \.kind).asRequired,
            .integer("weight", \.weight, in: 1...100).asRequired,
            .integer("min_samples", \.minSamples, in: 0...100_000_000),
            .value("min_time", \.minTime) { $0.seconds($1, "min_time", in: 0...longest) },
            .value("max_time", \.maxTime) { $0.seconds($1, "max_time", in: 1...longest) },
        ]
    }

    /// A rollout in a deployment's file: the fields, or `default` for all that is proposed.
    static func spec(_ node: DocumentNode, _ reading: Reading) -> RolloutSpec? {
        if node.scalar?.text == "default" { return RolloutSpec() }
        let errors = reading.diagnostics.errorCount
        var spec = RolloutSpec()
        reading.fill(&spec, from: node, with: fields, noun: "a rollout")
        return reading.diagnostics.errorCount == errors ? spec : nil
    }
}

extension Field {
    fileprivate static func number(
        _ name: String, _ path: WritableKeyPath<Target, Double>, in range: ClosedRange<Double>
    ) -> Field {
        value(name, path) { $0.number($1, name, in: range) }
    }
}

extension Reading {
    fileprivate func rolloutSteps(_ node: DocumentNode) -> [RolloutStep]? {
        guard let items = node.items else {
            diagnostics.error(
                "\"steps\" must be a list, not \(node.kind)", at: node.position,
                hint: "write steps such as - {kind: live, weight: 5}")
            return nil
        }
        guard !items.isEmpty, items.count <= RolloutSpec.mostSteps else {
            diagnostics.error(
                "\"steps\" has \(items.count) steps and must have 1 to \(RolloutSpec.mostSteps)", at: node.position)
            return nil
        }
        var spec = RolloutSpec(steps: [])
        var isWhole = true
        for item in items {
            var draft = RolloutFields.StepDraft()
            fill(&draft, from: item, with: RolloutFields.stepFields, noun: "a step")
            guard isWhole, let kind = draft.kind, let weight = draft.weight else {
                isWhole = false
                continue
            }
            var step = RolloutStep(kind, weight)
            if let samples = draft.minSamples { step.minSamples = samples }
            if let longest = draft.maxTime { step.maxTime = longest }
            // The proposed time gives way to the longest one that is asked for.
            step.minTime = draft.minTime ?? min(step.minTime, step.maxTime)
            spec.steps.append(step)
            if let problem = spec.problem(ofStep: spec.steps.count - 1) {
                diagnostics.error("step \(spec.steps.count), \(step), \(problem)", at: item.position)
                isWhole = false
            }
        }
        return isWhole ? spec.steps : nil
    }

    func number(_ node: DocumentNode, _ field: String, in range: ClosedRange<Double>) -> Double? {
        guard let number = node.scalar?.number else {
            let found = node.scalar.map { "\"\($0.text)\"" } ?? node.kind
            diagnostics.error("\"\(field)\" must be a number, not \(found)", at: node.position)
            return nil
        }
        guard range.contains(number) else {
            func text(_ bound: Double) -> String { bound == bound.rounded() ? "\(Int(bound))" : "\(bound)" }
            diagnostics.error(
                "\"\(field)\" is \(node.scalar?.text ?? "") and must be between \(text(range.lowerBound)) and "
                    + text(range.upperBound), at: node.position)
            return nil
        }
        return number
    }

    /// Seconds, or a time such as PT5M.
    fileprivate func seconds(_ node: DocumentNode, _ field: String, in range: ClosedRange<Int>) -> Int? {
        guard node.scalar?.text.hasPrefix("P") == true else { return integer(node, field, in: range) }
        guard let seconds = duration(node, field) else { return nil }
        guard range.contains(seconds) else {
            diagnostics.error(
                "\"\(field)\" is \(seconds) s and must be between \(range.lowerBound) and \(range.upperBound)",
                at: node.position)
            return nil
        }
        return seconds
    }

    fileprivate func headerName(_ node: DocumentNode) -> String? {
        guard let text = text(node, "sticky_header") else { return nil }
        guard text.utf8.count <= 100, text.utf8.allSatisfy(Self.isHeaderByte) else {
            diagnostics.error(
                "\"\(text)\" cannot be the name of a header", at: node.position,
                hint: "use letters, digits and '-', e.g. x-user-id")
            return nil
        }
        return text.lowercased()
    }

    private static func isHeaderByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
