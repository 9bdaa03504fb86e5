package import Domain

/// A job of any kind that Atelier runs, each read by the document of its own kind. Of the others what Azure ML would say
/// is told, and that they are not supported.
package enum JobDocument: Document {
    package static let noun = "job"
    package static let schemas: Set<String> = []

    package static func blank() -> JobSpec { CommandJobDocument.blank().spec }

    /// None of its own: each kind has its list.
    package static var fields: [Field<JobSpec>] { [] }

    package static func value(of root: DocumentNode, reading: Reading) -> JobSpec? {
        guard root.entries != nil else { return CommandJobDocument.value(of: root, reading: reading) }
        let (kind, position) = JobKind.of(root)
        switch kind {
        case .command: return CommandJobDocument.value(of: root, reading: reading)
        case .sweep: return SweepJobDocument.value(of: root, reading: reading)
        case .automl: return AutoMLJobDocument.value(of: root, reading: reading)
        default:
            JobKind.refuse(root, kind, at: position, reading: reading)
            return nil
        }
    }

    package static func finish(_ draft: JobSpec, root: DocumentNode, reading: Reading) -> JobSpec { draft }
}
