import Foundation
import Testing

@testable import Documents

/// Every field of the kinds that Atelier runs or keeps stands in a file of the corpus: what is read is judged there.
@Suite struct CorpusFieldsTests {
    /// Fields of these are documents of their own, written in place.
    private static let inPlace: Set<String> = ["environment", "conda_file", "model"]

    /// The paths, `inputs.images.mode`, of the files that each reader reads.
    private static let paths: [String: Set<String>] = {
        var paths: [String: Set<String>] = [:]
        for file in CorpusTests.files {
            let path = "\(CorpusTests.folder)/\(file)"
            let diagnostics = Diagnostics()
            guard let kind = Verdict.of(file: path).kind,
                let source = SourceText.read(file: path, shownAs: path, diagnostics: diagnostics),
                let root = YAMLReader.read(source, diagnostics: diagnostics)
            else { continue }
            paths[reader(of: kind), default: []].formUnion(fields(of: root, under: ""))
        }
        return paths
    }()

    /// Kinds that one reader reads are one; of the components each is its own.
    private static func reader(of kind: AzureKind) -> String { kind.document?.noun ?? kind.rawValue }

    private static func fields(of node: DocumentNode, under path: String) -> [String] {
        let inside = (node.items ?? []).flatMap { fields(of: $0, under: path) }
        return inside + (node.entries ?? []).flatMap { entry in
            [path + entry.key] + fields(of: entry.value, under: path + entry.key + ".")
        }
    }

    @Test(arguments: AzureKind.allCases.filter { $0.fate != .checked })
    func everyFieldIsInAFile(kind: AzureKind) throws {
        let outline = kind.document?.outline ?? kind.componentOutline
        let written = try #require(Self.paths[Self.reader(of: kind)])
        let missing = outline.flatMap(Self.spoken).filter { path in
            let pattern = path.split(separator: ".", omittingEmptySubsequences: false)
            return !written.contains { Self.matches($0.split(separator: "."), pattern) }
        }
        #expect(missing == [])
    }

    private static func spoken(of field: FieldOutline) -> [String] {
        guard field.support != .readOnly else { return [] }
        return [field.name] + (inPlace.contains(field.name) ? [] : field.children).flatMap { child in
            spoken(of: child).map { "\(field.name).\($0)" }
        }
    }

    private static func matches(_ path: [Substring], _ pattern: [Substring]) -> Bool {
        path.count == pattern.count && zip(path, pattern).allSatisfy { $0 == $1 || $1.hasPrefix("<") }
    }
}
