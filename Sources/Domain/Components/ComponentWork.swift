/// What a component does.
package enum ComponentWork: Sendable, Hashable {
    case command(CommandStep)
    case kept(KeptStep)

    package var kind: ComponentKind {
        switch self {
        case .command: .command
        case .kept(let step): step.kind
        }
    }
}

/// The members stand beside those of the component, where those of a command always stood.
extension ComponentWork: Codable {
    private enum Key: CodingKey { case document }

    package init(from decoder: any Decoder) throws {
        let isKept = try decoder.container(keyedBy: Key.self).contains(.document)
        self = isKept ? .kept(try KeptStep(from: decoder)) : .command(try CommandStep(from: decoder))
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .command(let step): try step.encode(to: encoder)
        case .kept(let step): try step.encode(to: encoder)
        }
    }
}
