package import Domain
import FoundationEssentials
package import Learning
import LinuxSystem

/// A learnt model with what else must be known to ask it: the content of `model.json`.
package struct LearnedModelDocument: Codable, Sendable, Hashable {
    /// Of this form; another one is not read.
    private var format = 1
    package let model: LearnedModel
    /// Those that the model learns from, in the order of the data.
    package let columns: [ModelColumn]
    /// The other columns of the data: a request may have them all the same. Nil for none.
    package let unused: [ModelColumn]?
    /// Nil for a regression.
    package let classes: ModelClasses?

    package static let fileName = "model.json"

    /// - Parameter columns: those of the data, but for the target.
    ///
    /// Throws `invalidArgument` for a model that contradicts itself.
    package init(_ model: LearnedModel, columns: [ModelColumn], classes: ModelClasses?) throws(AtelierError) {
        try ModelCheck.check(model, columns, classes)
        self.model = model
        let names = model.columnNames
        self.columns = columns.filter { names.contains($0.name) }
        let others = columns.filter { !names.contains($0.name) }
        unused = others.isEmpty ? nil : others.map { ModelColumn(name: $0.name, kind: $0.kind, isOptional: true) }
        self.classes = classes
    }

    package func encoded() throws(AtelierError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        do {
            return [UInt8](try encoder.encode(self))
        } catch {
            throw AtelierError(.internal, "the model cannot be written as JSON", cause: error)
        }
    }

    /// Reads a folder's `model.json`. Throws `notFound` when it cannot be read, and `invalidArgument` for what is no whole model.
    package static func read(folder: String) throws(AtelierError) -> LearnedModelDocument {
        let path = "\(folder)/\(fileName)"
        let bytes: [UInt8]
        do throws(PosixError) {
            bytes = try DurableFile.read(path, limit: longestFile)
        } catch {
            throw AtelierError(.notFound, "the model cannot be read: \(error)".neutralised, subject: path, cause: error)
        }
        let document: LearnedModelDocument
        do {
            let decoder = JSONDecoder()
            decoder.nonConformingFloatDecodingStrategy = .convertFromString(
                positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
            document = try decoder.decode(LearnedModelDocument.self, from: Data(bytes))
        } catch {
            throw AtelierError(
                .invalidArgument, "\(fileName) is not a model of Atelier's", hint: "register the folder as the job left it",
                subject: path, cause: error)
        }
        guard document.format == 1 else {
            throw AtelierError(
                .unsupported, "\(fileName) was written by a newer Atelier, in form \(document.format)", hint: "update Atelier",
                subject: path)
        }
        try ModelCheck.check(document.model, document.columns, document.classes)
        return document
    }

    private static let longestFile = 4 << 30
}
