import Documents
import Foundation
import Testing

/// Files of every kind that Azure ML's command line reads, good and bad. What there is to say about each stands at its
/// end: `# kind: pipelineJob`, then `# valid` or one `# 4:17: error: …` a diagnostic, `# FILE:4:17: …` for another file.
@Suite struct CorpusTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Corpus").path

    static let files: [String] = {
        let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(".yml") && !$0.hasPrefix("parts/") }.sorted()
    }()

    @Test func isThere() {
        #expect(Self.files.count >= 150)
    }

    @Test(arguments: files) func isJudged(file: String) throws {
        let path = "\(Self.folder)/\(file)"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let expected = text.split(separator: "\n").reversed().prefix { $0.hasPrefix("# ") }.reversed()
            .map { String($0.dropFirst(2)) }
        let verdict = Verdict.of(file: path)
        let told = verdict.diagnostics.map {
            $0.description.replacing("\(path):", with: "").replacing("\(Self.folder)/", with: "")
        }
        let kind = "kind: \(verdict.kind?.rawValue ?? "none")"
        #expect([kind] + (told.isEmpty ? ["valid"] : told) == Array(expected))
        #expect(verdict.isValid == !expected.contains { $0.contains(": error: ") })
    }

    /// What registers a component hears of its file what judges it hears.
    @Test(arguments: files.filter { $0.hasPrefix("component/") }) func isRegisteredAsItIsJudged(file: String) {
        let path = "\(Self.folder)/\(file)"
        let judged = Verdict.of(file: path, among: AzureKind.components)
        do {
            let parsed = try ComponentDocument.read(file: path)
            #expect(parsed.warnings == judged.diagnostics && judged.isValid)
        } catch let error as DocumentError {
            #expect(error.diagnostics == judged.diagnostics && !judged.isValid)
        } catch {
            Issue.record(error)
        }
    }

    /// What Azure ML alone would refuse of a datastore is said by the one who judges it.
    @Test(arguments: files.filter { $0.hasPrefix("datastore/") }) func isCreatedAsItIsJudged(file: String) {
        let path = "\(Self.folder)/\(file)"
        let judged = Verdict.of(file: path).diagnostics.filter { !$0.message.hasPrefix("Azure ML refuses this") }
        do {
            #expect(try DatastoreDocument.read(file: path).warnings == judged)
        } catch let error as DocumentError {
            #expect(error.diagnostics == judged)
        } catch {
            Issue.record(error)
        }
    }

    /// Who creates a search hears what who judges its file hears.
    @Test(arguments: files.filter { $0.hasPrefix("sweep/") || $0.hasPrefix("automl/") })
    func isSubmittedAsItIsJudged(file: String) {
        let path = "\(Self.folder)/\(file)"
        let verdict = Verdict.of(file: path)
        guard verdict.kind?.fate == .run else { return }
        let judged = Set(verdict.diagnostics.filter { !$0.message.hasPrefix("Azure ML refuses this") })
        do {
            #expect(Set(try JobDocument.read(file: path).warnings) == judged)
        } catch let error as DocumentError {
            #expect(Set(error.diagnostics) == judged)
        } catch {
            Issue.record(error)
        }
    }
}
