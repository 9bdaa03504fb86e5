import Domain

/// What a kept document names of the workspace. What lies in a registry is nobody's here.
extension KeptStep {
    /// The components that it names, each by what `pin` makes of its reference.
    mutating func pinComponents(_ pin: (AssetReference) throws -> AssetReference) rethrows {
        document = try document.replacingTexts(under: Self.componentFields) { text in
            try Self.reference(text).map { try pin($0).description } ?? text
        }
    }

    var components: [AssetReference] { document.texts(under: Self.componentFields).compactMap(Self.reference) }

    var environments: [AssetReference] { document.texts(under: ["environment"]).compactMap(Self.reference) }

    private static let componentFields: Set<String> = ["component", "trial"]

    private static func reference(_ text: String) -> AssetReference? {
        guard text.hasPrefix("azureml:"), let reference = try? AssetReference(parsing: text),
            reference.registry == nil
        else { return nil }
        return reference
    }

    /// The same wherever its code lay.
    var withoutPlaces: KeptStep {
        var step = self
        for place in codes.keys {
            step.document = step.document.removing(
                ["code", "additional_includes"], at: place.split(separator: ".").map(String.init)[...])
        }
        step.codes = [:]
        return step
    }
}

extension JSONValue {
    fileprivate func texts(under keys: Set<String>) -> [String] {
        switch self {
        case .object(let members):
            members.sorted { $0.key < $1.key }.flatMap { key, value in
                if keys.contains(key), case .string(let text) = value { [text] } else { value.texts(under: keys) }
            }
        case .array(let values): values.flatMap { $0.texts(under: keys) }
        default: []
        }
    }

    fileprivate func replacingTexts(
        under keys: Set<String>, _ change: (String) throws -> String
    ) rethrows -> JSONValue {
        switch self {
        case .object(let members):
            var changed = members
            for (key, value) in members {
                changed[key] =
                    if keys.contains(key), case .string(let text) = value {
                        .string(try change(text))
                    } else {
                        try value.replacingTexts(under: keys, change)
                    }
            }
            return .object(changed)
        case .array(let values): return .array(try values.map { try $0.replacingTexts(under: keys, change) })
        default: return self
        }
    }

    fileprivate func removing(_ keys: [String], at path: ArraySlice<String>) -> JSONValue {
        guard case .object(var members) = self else { return self }
        if let next = path.first {
            members[next] = members[next]?.removing(keys, at: path.dropFirst())
        } else {
            for key in keys { members[key] = nil }
        }
        return .object(members)
    }
}
