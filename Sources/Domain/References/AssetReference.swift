/// `azureml:name:version`, `azureml:name@label`, bare `azureml:name` (the latest), or the same in a registry
/// (`azureml://registries/R/models/N/versions/V`, `…/labels/L`). Azure ML reference syntax.
package struct AssetReference: Codable, Sendable, Hashable {
    package enum Selector: Codable, Sendable, Hashable {
        case version(String)
        case label(String)
    }

    package var registry: String?
    package var name: String
    package var selector: Selector

    package init(registry: String? = nil, name: String, selector: Selector) {
        self.registry = registry
        self.name = name
        self.selector = selector
    }

    /// Reads the short form, with or without `azureml:`. Throws `invalidArgument` on an empty part.
    package init(parsing text: String) throws {
        if let registered = try AssetReference(registryURI: text) {
            self = registered
            return
        }
        let body = text.hasPrefix("azureml:") ? String(text.dropFirst("azureml:".count)) : text
        if let at = body.lastIndex(of: "@") {
            self.init(name: String(body[..<at]), selector: .label(String(body[body.index(after: at)...])))
        } else if let colon = body.lastIndex(of: ":") {
            self.init(name: String(body[..<colon]), selector: .version(String(body[body.index(after: colon)...])))
        } else {
            self.init(name: body, selector: .label("latest"))
        }
        guard !name.isEmpty, !selectorText.isEmpty, !name.contains("/") else {
            throw AtelierError(
                .invalidArgument, "'\(text.neutralised)' is not an asset reference",
                hint: "write azureml:NAME:VERSION or azureml:NAME@latest")
        }
    }

    private init?(registryURI text: String) throws {
        let prefix = "azureml://registries/"
        guard text.hasPrefix(prefix) else { return nil }
        let parts = text.dropFirst(prefix.count).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch (parts.count, parts.dropFirst(3).first) {
        case (5, "versions"): self.init(registry: parts[0], name: parts[2], selector: .version(parts[4]))
        case (5, "labels"): self.init(registry: parts[0], name: parts[2], selector: .label(parts[4]))
        default:
            throw AtelierError(
                .invalidArgument, "'\(text.neutralised)' is not a registry reference",
                hint: "write azureml://registries/REGISTRY/KIND/NAME/versions/VERSION or …/labels/latest")
        }
    }

    private var selectorText: String {
        switch selector {
        case .version(let text), .label(let text): text
        }
    }
}

extension AssetReference: CustomStringConvertible {
    package var description: String {
        let origin = registry.map { "azureml://registries/\($0)/" } ?? "azureml:"
        return switch selector {
        case .version(let version): "\(origin)\(name):\(version)"
        case .label(let label): "\(origin)\(name)@\(label)"
        }
    }
}
