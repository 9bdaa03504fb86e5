import Domain
import Testing

@testable import Engine

@Suite struct LibraryChoiceTests {
    private static func candidates(_ texts: [String]) -> [LibraryChoice.Candidate] {
        texts.map { text in
            let parts = text.split(separator: " ").map(String.init)
            let source: LibraryChoice.Source =
                parts.count == 1 ? .installed : parts[1] == "environment" ? .environment : .system
            return LibraryChoice.Candidate(path: "/\(text)", version: parts[0], source: source)
        }
    }

    private static let wishes: [(wanted: String?, there: [String], path: String?)] = [
        ("2.1.4", ["3.2.0 environment", "2.1.4", "2.1.3 system"], "/2.1.4"),
        ("2.1.4", ["2.1.4", "2.1.4 environment"], "/2.1.4 environment"),
        ("2.1.4", ["3.2.0", "2.1.1", "2.0.3"], "/2.1.1"),
        ("2.1.4", ["3.2.0", "3.0.5", "2.0.3"], "/3.0.5"),
        ("2.1.4", ["1.7.6", "2.0.3", "1.5.0 environment"], "/2.0.3"),
        ("2.1.4", ["2.1.4rc1", "2.1.3"], "/2.1.4rc1"),
        ("2.10.0", ["2.9.0", "2.11.0"], "/2.11.0"),
        (nil, ["3.2.0", "1.7.4 system", "2.1.4 environment"], "/2.1.4 environment"),
        (nil, ["2.1.4", "3.2.0", "2.10.0"], "/3.2.0"),
        ("2.1.4", [], nil),
    ]

    @Test(arguments: wishes)
    func whatTrainedScores(wanted: String?, there: [String], path: String?) {
        #expect(LibraryChoice.best(for: wanted, among: Self.candidates(there))?.path == path)
        #expect(LibraryChoice.best(for: wanted, among: Self.candidates(there.reversed()))?.path == path)
    }

    @Test func anotherVersionIsSaid() throws {
        let chosen = try #require(LibraryChoice.best(for: "2.1.4", among: Self.candidates(["3.2.0"])))
        #expect(
            LibraryChoice.warning(.xgboost, wanted: "2.1.4", chosen: chosen)
                == "the model was made with XGBoost 2.1.4 and is scored with 3.2.0; for the same one run "
                + "'atelier runtime install xgboost --version 2.1.4' and deploy again")
        #expect(LibraryChoice.warning(.xgboost, wanted: "3.2.0", chosen: chosen) == nil)
        #expect(LibraryChoice.warning(.xgboost, wanted: nil, chosen: chosen) == nil)
    }

    @Test func theLinkersCacheIsRead() {
        let text = """
            512 libs found in cache `/etc/ld.so.cache'
            \tlibxgboost.so.0 (libc6,x86-64) => /usr/lib/x86_64-linux-gnu/libxgboost.so.0
            \tlibxgboost.so (libc6,x86-64) => /usr/lib/x86_64-linux-gnu/libxgboost.so.0
            \tlibonnxruntime.so.1 (libc6,x86-64) => /opt/ort/libonnxruntime.so.1
            \tlibother.so (libc6,x86-64) => /usr/lib/libxgboost.so
            """
        #expect(RuntimeLibraries.paths(of: .xgboost, inCache: text) == ["/usr/lib/x86_64-linux-gnu/libxgboost.so.0"])
        #expect(RuntimeLibraries.paths(of: .onnxruntime, inCache: text) == ["/opt/ort/libonnxruntime.so.1"])
    }
}
