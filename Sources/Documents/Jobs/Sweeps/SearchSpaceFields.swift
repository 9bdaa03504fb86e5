import Domain

/// One entry of `search_space`: a distribution, of which `type` says what else it has.
enum SearchSpaceFields {
    enum Kind: String, CaseIterable {
        case choice, randint, uniform, quniform, loguniform, qloguniform, normal, qnormal, lognormal, qlognormal

        /// Besides `type`.
        var fields: [Field<Draft>] {
            switch self {
            case .choice: [SearchSpaceFields.values]
            case .randint: [SearchSpaceFields.upper]
            case .uniform, .loguniform: SearchSpaceFields.bounds
            case .quniform, .qloguniform: SearchSpaceFields.bounds + [SearchSpaceFields.step]
            case .normal, .lognormal: SearchSpaceFields.spread
            case .qnormal, .qlognormal: SearchSpaceFields.spread + [SearchSpaceFields.step]
            }
        }
    }

    struct Draft {
        var kind: Kind?
        var values: [JSONValue]?
        var upper: Int?
        var least, most, mu, sigma, q: Double?
    }

    private static var type: Field<Draft> { .choice("type", \.kind, required: true) }
    private static var upper: Field<Draft> { .integer("upper", \.upper, in: .min ... .max, required: true) }
    private static var step: Field<Draft> { .number("q", \.q, required: true) }
    private static var bounds: [Field<Draft>] {
        [.number("min_value", \.least, required: true), .number("max_value", \.most, required: true)]
    }
    private static var spread: [Field<Draft>] {
        [.number("mu", \.mu, required: true), .number("sigma", \.sigma, required: true)]
    }
    private static var values: Field<Draft> {
        .custom("values", required: true, children: [FieldOutline("<name>", .works, children: nested)]) {
            $0.values = $2.choices($1.value)
        }
    }

    /// Of a distribution in a choice, which is refused.
    private static var nested: [FieldOutline] {
        (["type"] + plain.map(\.name)).map { FieldOutline($0, .refuses) }
    }

    private static var plain: [FieldOutline] {
        ([upper] + bounds + spread + [step]).map { FieldOutline($0.name, .works) } + [FieldOutline("values", .works)]
    }

    static func fields(of kind: Kind) -> [Field<Draft>] { [type] + kind.fields }

    static var outline: [FieldOutline] {
        let all = [type.outline, values.outline] + plain.dropLast()
        return [FieldOutline("<name>", .works, children: all)]
    }

    /// What a trial may call an entry: its name, and those of the maps among its choices.
    static func names(of entry: DocumentEntry) -> [String] {
        let maps = entry.value["values"]?.items?.compactMap(\.entries) ?? []
        return [entry.key] + maps.joined().map(\.key)
    }
}

extension Reading {
    func searchSpace(_ node: DocumentNode) -> [String: SearchDistribution] {
        guard let entries = node.entries else {
            diagnostics.error("\"search_space\" must be a map of names and distributions, not \(node.kind)", at: node.position)
            return [:]
        }
        if entries.isEmpty {
            diagnostics.error("\"search_space\" is empty", at: node.position, hint: "name what the sweep is to try")
        }
        var space: [String: SearchDistribution] = [:]
        for entry in entries where checkParameterName(entry, of: "swept parameter") {
            space[entry.key] = distribution(in: entry)
        }
        return space
    }

    private func distribution(in entry: DocumentEntry) -> SearchDistribution? {
        let (node, noun) = (entry.value, "\"\(entry.key)\"")
        guard node.entries != nil else {
            diagnostics.error(
                "\(noun) must be a map that says what to draw it from, not \(node.kind)", at: node.position,
                hint: "write {type: choice, values: […]} or {type: uniform, min_value: …, max_value: …}")
            return nil
        }
        guard let type = node["type"], !type.isNull else {
            diagnostics.error(
                "field \"type\" of \(noun) is missing", at: node.position,
                hint: "use one of: \(SearchSpaceFields.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
            return nil
        }
        guard let kind: SearchSpaceFields.Kind = choice(type, "type") else { return nil }
        var draft = SearchSpaceFields.Draft()
        fill(&draft, from: node, with: SearchSpaceFields.fields(of: kind), noun: noun)
        guard let distribution = SearchDistribution(kind, draft) else { return nil }
        if let problem = distribution.problem {
            diagnostics.error(
                "\(noun): \(problem.message)", at: (node[problem.field] ?? node).position, hint: problem.hint)
        }
        return distribution
    }

    /// Texts, numbers and maps of them.
    fileprivate func choices(_ node: DocumentNode) -> [JSONValue]? {
        guard let items = node.items else {
            diagnostics.error("\"values\" must be a list, not \(node.kind)", at: node.position)
            return nil
        }
        return items.compactMap { item in
            guard let entries = item.entries else { return choice(item) }
            let members = entries.compactMap { entry in
                checkParameterName(entry, of: "swept parameter") ? choice(entry.value).map { (entry.key, $0) } : nil
            }
            return .object(Dictionary(members, uniquingKeysWith: { first, _ in first }))
        }
    }

    private func choice(_ node: DocumentNode) -> JSONValue? {
        if node["type"] != nil {
            diagnostics.error(
                "a distribution inside a choice is not supported", at: node.position,
                hint: "write the combinations to try as maps of values, each an item of \"values\"", code: .unsupported)
            return nil
        }
        guard node.scalar != nil, !node.isNull else {
            diagnostics.error("a choice must be text, a number or a map of them, not \(node.kind)", at: node.position)
            return nil
        }
        return literal(node, "values")
    }
}

extension SearchDistribution {
    /// Nil where something is missing, which has been told.
    fileprivate init?(_ kind: SearchSpaceFields.Kind, _ draft: SearchSpaceFields.Draft) {
        switch kind {
        case .choice:
            guard let values = draft.values else { return nil }
            self = .choice(values)
        case .randint:
            guard let upper = draft.upper else { return nil }
            self = .randint(upper: upper)
        case .uniform, .loguniform:
            guard let least = draft.least, let most = draft.most else { return nil }
            self = kind == .uniform ? .uniform(min: least, max: most) : .logUniform(min: least, max: most)
        case .quniform, .qloguniform:
            guard let least = draft.least, let most = draft.most, let q = draft.q else { return nil }
            self = kind == .quniform
                ? .quantizedUniform(min: least, max: most, q: q) : .quantizedLogUniform(min: least, max: most, q: q)
        case .normal, .lognormal:
            guard let mu = draft.mu, let sigma = draft.sigma else { return nil }
            self = kind == .normal ? .normal(mu: mu, sigma: sigma) : .logNormal(mu: mu, sigma: sigma)
        case .qnormal, .qlognormal:
            guard let mu = draft.mu, let sigma = draft.sigma, let q = draft.q else { return nil }
            self = kind == .qnormal
                ? .quantizedNormal(mu: mu, sigma: sigma, q: q) : .quantizedLogNormal(mu: mu, sigma: sigma, q: q)
        }
    }
}
