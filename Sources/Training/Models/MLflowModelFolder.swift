package import Domain
package import FoundationEssentials
import Glibc
package import Learning
package import Scoring
import LinuxSystem

/// Writes a learnt model as a folder that MLflow's clients load: in the flavors `onnx` and `python_function` where it can be
/// written as ONNX, and always in Atelier's own, from which the engine serves it.
package struct MLflowModelFolder: Sendable {
    private let document: LearnedModelDocument
    private let example: Table?
    private let runID: String?
    private let created: Date

    /// - Parameters:
    ///   - columns: those of the data, but for the target.
    ///   - classes: nil for a regression.
    ///   - example: a few rows of the data, to show what a request is like.
    ///   - runID: of the run that trained it.
    ///
    /// Throws `invalidArgument` for a model that contradicts itself.
    package init(
        _ model: LearnedModel, columns: [ModelColumn], classes: ModelClasses?, example: Table? = nil, runID: String? = nil,
        created: Date = Date()
    ) throws(AtelierError) {
        document = try LearnedModelDocument(model, columns: columns, classes: classes)
        self.example = example
        self.runID = runID
        self.created = created
    }

    /// Why the folder has no `model.onnx`, as the end of a sentence; nil when it has.
    package var refusal: String? { OnnxWriter.refusal(of: document.model, columns: document.columns) }

    /// Makes the folder, which is there as a whole or not at all, in a folder that is there. Throws `alreadyExists` when
    /// something is in its place, and `unavailable` when it cannot be written. Blocks.
    package func write(to path: String) throws(AtelierError) {
        let files = try self.files()
        let aside = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).new"
        do throws(PosixError) {
            do throws(PosixError) {
                try DurableFile.createFolder(aside)
                for (name, bytes) in files { try DurableFile.write(bytes, to: "\(aside)/\(name)") }
                guard rename(aside, path) == 0 else { throw PosixError(errno, Self.placing, path) }
            } catch {
                try? FileRemoval.remove(aside)
                throw error
            }
            try DurableFile.synchroniseFolder(of: path)
        } catch {
            if error.operation == Self.placing, [ENOTEMPTY, EEXIST, ENOTDIR].contains(error.code) {
                throw AtelierError(
                    .alreadyExists, "there is something at \(path.neutralised) already", subject: path, cause: error)
            }
            throw AtelierError(
                .unavailable, "the model cannot be written: \(error)".neutralised, subject: path, cause: error)
        }
    }

    private static let placing = "put in place"

    /// By name.
    private func files() throws(AtelierError) -> [(String, [UInt8])] {
        var files = [(LearnedModelDocument.fileName, try document.encoded())]
        let hasGraph = refusal == nil
        if hasGraph {
            let bytes = try OnnxWriter.bytes(
                of: document.model, columns: document.columns, classes: document.classes, probabilities: .maps)
            files.append(("model.onnx", bytes))
        }
        let shown = example.map { ModelExample($0, document.columns) }
        if let shown { files.append((ModelExample.fileName, Array(shown.text.utf8))) }
        let described = MLmodelText(
            document, hasGraph: hasGraph, hasExample: shown != nil, runID: runID, created: created,
            size: files.reduce(0) { $0 + $1.1.count })
        files += [("MLmodel", Array(described.text.utf8))]
        files += PythonRequirements.files(hasGraph: hasGraph).map { ($0.name, Array($0.text.utf8)) }
        return files
    }
}
