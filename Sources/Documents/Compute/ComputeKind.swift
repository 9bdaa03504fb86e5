import Domain

/// The kinds of compute that have a document of their own.
package enum ComputeKind: Sendable {
    case cluster
    case instance

    /// What the flag says, or else the file's `type`; a cluster where neither does. What is wrong with the file is told
    /// when it is read as its kind.
    package static func of(file: String?, flag: String?) -> ComputeKind {
        if let flag { return of(flag) }
        let silent = Diagnostics()
        guard let file, let source = SourceText.read(file: file, shownAs: file, diagnostics: silent),
            let root = YAMLReader.read(source, diagnostics: silent), let type = root["type"]
        else { return .cluster }
        return of(type)
    }

    static func of(_ type: DocumentNode) -> ComputeKind { of(type.scalar?.text ?? "") }

    private static func of(_ name: String) -> ComputeKind {
        name.lowercased() == ComputeType.computeInstance.rawValue ? .instance : .cluster
    }
}
