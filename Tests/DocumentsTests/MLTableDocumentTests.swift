import Documents
import Domain
import Testing

@Suite struct MLTableDocumentTests {
    @Test func readsWhatMakesATable() throws {
        let folder = try Folder(["table/a.csv": "x;y\n1;2\n"])
        let text = """
            $schema: https://azuremlschemas.azureedge.net/latest/MLTable.schema.json
            type: mltable
            paths:
              - file: ./a.csv
              - pattern: ./*.csv
              - file: https://example.org/b.csv
            transformations:
              - read_delimited:
                  delimiter: ";"
                  encoding: utf8
                  header: all_files_same_headers
                  empty_as_string: false
              - skip: 1
              - take: 10
              - drop_columns: [y]
              - convert_column_types:
                  - columns: x
                    column_type: int

            """
        let place = folder.path + "/table"
        #expect(
            try MLTableDocument.read(text: text, file: place + "/MLTable").value
                == MLTable(
                    sources: [.file(place + "/a.csv"), .pattern(place + "/*.csv"), .file("https://example.org/b.csv")],
                    format: .delimited(separator: ";", hasHeader: true, encoding: .utf8),
                    steps: [.skip(1), .take(10), .dropColumns(["y"]), .other("convert_column_types")]))
    }

    /// The file is checked when the data is registered, in its own lines.
    @Test func dataOfATableIsAsGoodAsItsFile() throws {
        let folder = try Folder([
            "good/MLTable": "paths: [{file: a.csv}]\n", "good/a.csv": "x\n", "none/x": "",
            "bad/MLTable": """
                paths:
                  - file: gone.csv
                  - flie: a.csv
                transformations:
                  - read_delimted: {}
                  - take: many
                  - read_delimited: {delimiter: "||"}
                foo: 1

                """,
        ])
        func wrong(_ table: String) -> [String] {
            lines(
                of: {
                    let text = "name: t\ntype: mltable\npath: ./\(table)\n"
                    _ = try DataDocument.read(text: text, file: folder.path + "/data.yml")
                }, in: folder)
        }
        #expect(wrong("good") == [])
        #expect(
            wrong("none") == ["data.yml:3:7: error: 'none' has no file MLTable; write one, or use type uri_folder"])
        #expect(
            wrong("bad") == [
                #"bad/MLTable:2:11: error: "file" names 'bad/gone.csv', which does not exist"#,
                #"bad/MLTable:3:5: error: "flie" is not a value of "paths", did you mean "file"?"#,
                #"bad/MLTable:5:5: error: "read_delimted" is not a value of "transformations", "#
                    + #"did you mean "read_delimited"?"#,
                #"bad/MLTable:6:11: error: "take" must be a whole number, not "many""#,
                #"bad/MLTable:7:33: error: "delimiter" must be one character, not "||""#,
                #"bad/MLTable:8:1: error: unknown field "foo""#,
            ])
    }
}
