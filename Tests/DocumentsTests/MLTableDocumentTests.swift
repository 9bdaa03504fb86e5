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
                  encoding: utf8bom
                  header: from_first_file
                  empty_as_string: true
                  support_multi_line: true
                  include_path_column: true
              - skip: 1
              - take: 10
              - take_random_sample: {probability: 0.5, seed: 7}
              - filter: col('x') > 30
              - keep_columns: x
              - drop_columns: [y]
              - convert_column_types:
                  - {columns: x, column_type: int}
                  - {columns: [a, b], column_type: {boolean: {true_values: ["yes"], false_values: ["no"], mismatch_as: "true"}}}
                  - {columns: day, column_type: {datetime: {formats: ["%d.%m.%Y", "%F"]}}}
                  - {columns: c, column_type: boolean}
              - extract_columns_from_partition_format: /{year:yyyy}/x.csv

            """
        let place = folder.path + "/table"
        #expect(
            try MLTableDocument.read(text: text, file: place + "/MLTable").value
                == MLTable(
                    sources: [.file(place + "/a.csv"), .pattern(place + "/*.csv"), .file("https://example.org/b.csv")],
                    format: .delimited(
                        DelimitedFiles(
                            separator: ";", header: .fromFirstFile, encoding: .utf8bom, emptyAsText: true,
                            supportsMultiLine: true)),
                    steps: [
                        .skip(1), .take(10), .takeRandomSample(probability: 0.5, seed: 7), .filter("col('x') > 30"),
                        .keepColumns(["x"]), .dropColumns(["y"]),
                        .convertColumnTypes([
                            MLTableConversion(columns: ["x"], type: .int),
                            MLTableConversion(
                                columns: ["a", "b"],
                                type: .boolean(trueValues: ["yes"], falseValues: ["no"], mismatch: .isTrue)),
                            MLTableConversion(columns: ["day"], type: .dateTime(formats: ["%d.%m.%Y", "%F"])),
                            MLTableConversion(
                                columns: ["c"], type: .boolean(trueValues: [], falseValues: [], mismatch: .error)),
                        ]),
                        .other("extract_columns_from_partition_format"),
                    ], includesPath: true))
    }

    private func table(_ transformation: String) throws -> Parsed<MLTable> {
        try MLTableDocument.read(
            text: "paths: [{file: https://x/a}]\ntransformations:\n  - \(transformation)\n", file: "/tmp/somewhere/MLTable")
    }

    @Test(arguments: [
        ("read_delimited", .delimited(DelimitedFiles())),
        ("read_delimited: {header: no_header, delimiter: \"\\t\"}", .delimited(DelimitedFiles(separator: "\t", header: .noHeader))),
        ("read_delimited: {header: false}", .delimited(DelimitedFiles(header: .noHeader))),
        ("read_delimited: {header: all_files_different_headers}", .delimited(DelimitedFiles(header: .allFilesDifferent))),
        ("read_json_lines: {encoding: latin1, invalid_lines: drop}",
            .jsonLines(JSONLineFiles(encoding: .latin1, invalidLines: .drop))),
        ("read_parquet: {include_path_column: false}", .parquet), ("read_delta_lake: {}", .deltaLake),
    ] as [(String, MLTableFormat)])
    func readsHowFilesAreRead(transformation: String, format: MLTableFormat) throws {
        #expect(try table(transformation).value.format == format)
    }

    @Test(arguments: [
        ("read_delimited: {delimeter: x}", #"3:22: error: unknown field "delimeter", did you mean "delimiter"?"#),
        ("read_delimited: {header: some}", #"3:30: error: "some" is not a value of "header"; use one of: "#
            + "no_header, from_first_file, all_files_different_headers, all_files_same_headers"),
        ("read_json_lines: {invalid_lines: keep}", #"3:38: error: "keep" is not a value of "invalid_lines"; "#
            + "use one of: error, drop"),
        ("take_random_sample: {probability: 2}", #"3:39: error: "probability" is 2 and must be above 0 and at most 1"#),
        ("take_random_sample: {seed: 2}", #"3:25: error: field "probability" of "take_random_sample" is missing"#),
        ("convert_column_types: [{columns: x, column_type: flaot}]",
            #"3:54: error: "flaot" is not a value of "column_type", did you mean "float"?"#),
        ("convert_column_types: [{columns: x, column_type: {datetime: {format: x}}}]",
            #"3:66: error: unknown field "format", did you mean "formats"?"#),
        ("convert_column_types: [{columns: x, column_type: {boolean: {true_values: [a]}}}]",
            #"3:78: error: "true_values" and "false_values" go together"#),
        ("filter", #"3:5: error: "filter" needs an expression"#),
    ])
    func whatATableCannotMeanIsToldWithItsPlace(transformation: String, line: String) {
        let told = lines { _ = try table(transformation) }
        #expect(told.map { $0.replacing("/tmp/somewhere/MLTable:", with: "") } == [line])
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
