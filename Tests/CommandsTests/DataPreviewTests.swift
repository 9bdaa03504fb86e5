import ControlAPI
import Domain
import Foundation
import Testing

@testable import Commands

@Suite struct DataPreviewTests {
    let bench = Bench()

    /// Registers what a path holds and previews it.
    private func preview(
        _ path: String, _ type: AssetType, _ arguments: String...
    ) async -> (code: Int32, output: String, errors: String) {
        let bench = Bench()
        let data = DataAsset(
            workspace: "default", name: "d", version: "1", type: type, location: .local(path),
            creation: Fixture.creation)
        bench.engine.answer(
            "GET /v1/workspaces/default/data/d?content=true",
            DataDetails(data: data, content: DataContent(path: path)))
        let code = await bench.run(["data", "preview", "d"] + arguments)
        return (code, bench.console.output, bench.console.errors)
    }

    @Test func firstRowsOfAFile() async throws {
        defer { bench.cleanUp() }
        let csv = try bench.write("sepal.length,kind,kind\n5.1,\"a,b\",c\n4.9,b,\n4.7,d,e\n", to: "iris.csv")
        let (code, text, _) = await preview(csv, .uriFile, "--rows", "2")
        #expect(code == 0)
        #expect(
            text == """
                sepal.length  kind  kind.1
                ------------  ----  ------
                5.1           a,b   c
                4.9           b

                """)
        let lines = try bench.write("{\"b\": 1, \"a\": \"x\"}\n{\"c\": true}\n", to: "rows.jsonl")
        let json = await preview(lines, .uriFile, "-o", "json", "--query", "[1]")
        #expect(try JSONParser.parse(json.output) == ["a": .null, "b": .null, "c": true])
        let plain = try bench.write("one\ntwo\n", to: "notes.txt")
        #expect(await preview(plain, .uriFile, "-o", "tsv").output == "one\ntwo\n")
        let binary = try bench.write("PAR1\0", to: "x.parquet")
        let refused = await preview(binary, .uriFile)
        #expect(refused.code == 69 && refused.errors.contains("x.parquet is no text"))
    }

    @Test func firstFilesOfAFolder() async throws {
        defer { bench.cleanUp() }
        for name in ["b.csv", "a.csv", "c.csv"] { _ = try bench.write("x", to: name) }
        let shown = await preview(bench.folder, .uriFolder, "--rows", "2", "--query", "[].File", "-o", "tsv")
        #expect(shown.code == 0 && shown.output == "a.csv\nb.csv\n")
        #expect(shown.errors.contains("2 of 3 files"))
    }

    @Test func aTableAsItsFileSays() async throws {
        defer { bench.cleanUp() }
        _ = try bench.write("x;y\n1;a\n2;b\n", to: "one.csv")
        _ = try bench.write("x;y\n3;c\n4;d\n", to: "two.csv")
        _ = try bench.write(
            """
            paths: [{pattern: ./*.csv}]
            transformations:
              - read_delimited: {delimiter: ";"}
              - skip: 1
              - drop_columns: y
              - filter: col("x") > 1

            """, to: "MLTable")
        let shown = await preview(bench.folder, .mltable, "--rows", "2", "-o", "json")
        #expect(shown.code == 0)
        #expect(try JSONParser.parse(shown.output) == [["x": "2"], ["x": "3"]])
        #expect(shown.errors.contains("'filter' is not carried out in a preview"))
    }

    /// `from_first_file`: the first line of the others is a row.
    @Test func onlyTheFirstFileMayHaveAHeader() async throws {
        defer { bench.cleanUp() }
        _ = try bench.write("x\n1\n", to: "a.csv")
        _ = try bench.write("2\n3\n", to: "b.csv")
        _ = try bench.write(
            "paths: [{file: a.csv}, {file: b.csv}]\ntransformations: [{read_delimited: {header: from_first_file}}]\n",
            to: "MLTable")
        #expect(await preview(bench.folder, .mltable, "-o", "tsv").output == "1\n2\n3\n")
    }

    @Test func whatIsNotHereIsSaid() async {
        let data = DataAsset(
            workspace: "default", name: "d", version: "1", type: .uriFile, location: .remote("https://e.org/x"),
            creation: Fixture.creation)
        bench.engine.answer(
            "GET /v1/workspaces/default/data/d",
            DataDetails(data: data, content: DataContent(problem: "https://e.org/x is not on this box")))
        #expect(await bench.run("data", "preview", "--name", "d") == 69)
        #expect(bench.console.errors.contains("https://e.org/x is not on this box"))
        #expect(await bench.run("data", "preview") == 65)
    }

    @Test(arguments: [
        ([0xFE, 0xFF, 0, 0x61, 0, 0x0A], TextEncoding.utf16), ([0xFF, 0xFE, 0x61, 0, 0x0A, 0], .utf16),
        ([0xEF, 0xBB, 0xBF, 0x61, 0x0A], .utf8), ([0x61, 0x0A], .latin1),
    ] as [([UInt8], TextEncoding)])
    func encodingsAreRead(bytes: [UInt8], encoding: TextEncoding) throws {
        defer { bench.cleanUp() }
        let path = try bench.write("", to: "x")
        try Data(bytes).write(to: URL(filePath: path))
        #expect(try FileHead(path).lines(encoding) == ["a"])
    }
}
