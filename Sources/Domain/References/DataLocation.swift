/// Where data, a model's files or an output lie, in the forms Azure ML's YAML writes them.
package enum DataLocation: Sendable, Hashable {
    /// An absolute path on this box.
    case local(String)
    /// `azureml://datastores/D/paths/P`
    case datastore(DatastoreName, path: String)
    /// `azureml://jobs/J/outputs/O/paths/P`; the output `artifacts` is the whole run folder.
    case jobOutput(JobName, output: String, path: String)
    /// `azureml:name:version` and its kin.
    case asset(AssetReference)
    /// `runs:/R/P`, MLflow's word for an artifact of a run.
    case run(JobName, path: String)
    /// Any other URI, e.g. `https://…` or `wasbs://…`, kept as written.
    case remote(String)

    /// Reads one location. A path that is neither a URI nor absolute is refused: whoever reads a document resolves
    /// it against the document's folder first. Throws `invalidArgument`.
    package init(parsing text: String) throws {
        if text.hasPrefix("/") {
            self = .local(text)
        } else if text.hasPrefix("file://") {
            self = .local(String(text.dropFirst("file://".count)))
        } else if let rest = text.removing(prefix: "azureml://datastores/") {
            let (name, path) = try Self.split(rest, at: "/paths/", of: text)
            self = .datastore(DatastoreName(name), path: path)
        } else if let rest = text.removing(prefix: "azureml://jobs/") {
            let (job, tail) = try Self.split(rest, at: "/outputs/", of: text)
            if tail.contains("/paths/") {
                let (output, path) = try Self.split(tail, at: "/paths/", of: text)
                self = .jobOutput(JobName(job), output: output, path: path)
            } else {
                self = .jobOutput(JobName(job), output: tail.trimmingSlashes, path: "")
            }
        } else if text.hasPrefix("azureml://subscriptions/"), let range = text.firstRange(of: "/datastores/") {
            try self.init(parsing: "azureml://datastores/" + text[range.upperBound...])
        } else if text.hasPrefix("azureml://registries/") {
            self = .asset(try AssetReference(parsing: text))
        } else if text.hasPrefix("azureml://") {
            throw Self.unreadable(text)
        } else if let rest = text.removing(prefix: "azureml:") {
            self = rest.contains("://") ? .remote(rest) : .asset(try AssetReference(parsing: text))
        } else if let rest = text.removing(prefix: "runs:/") {
            let parts = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: true)
            guard let run = parts.first else { throw Self.unreadable(text) }
            self = .run(JobName(String(run)), path: parts.count > 1 ? String(parts[1]) : "")
        } else if text.contains("://") {
            self = .remote(text)
        } else {
            throw Self.unreadable(text)
        }
    }

    private static func split(_ text: String, at separator: String, of whole: String) throws -> (String, String) {
        guard let range = text.firstRange(of: separator) else { throw unreadable(whole) }
        let head = String(text[..<range.lowerBound])
        guard !head.isEmpty else { throw unreadable(whole) }
        return (head, String(text[range.upperBound...]))
    }

    private static func unreadable(_ text: String) -> AtelierError {
        AtelierError(
            .invalidArgument, "'\(text.neutralised)' is not a location Atelier can read",
            hint: "use a path, azureml:NAME:VERSION, azureml://datastores/NAME/paths/PATH or "
                + "azureml://jobs/JOB/outputs/OUTPUT/paths/PATH")
    }
}

extension DataLocation: CustomStringConvertible {
    package var description: String {
        switch self {
        case .local(let path): path
        case .datastore(let name, let path): "azureml://datastores/\(name)/paths/\(path)"
        case .jobOutput(let job, let output, let path): "azureml://jobs/\(job)/outputs/\(output)/paths/\(path)"
        case .asset(let reference): reference.description
        case .run(let run, let path): "runs:/\(run)/\(path)"
        case .remote(let uri): uri
        }
    }
}

extension DataLocation: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(parsing: try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension String {
    package func removing(prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }

    package var trimmingSlashes: String {
        var result = Substring(self)
        while result.hasPrefix("/") { result.removeFirst() }
        while result.hasSuffix("/") { result.removeLast() }
        return String(result)
    }
}
