import Commands
import Domain
import Testing

@Suite struct OutputTests {
    static let jobs: JSONValue = [
        ["name": "a", "status": "Failed", "n": 1, "ok": true, "x": nil, "tags": ["k": "v"], "id": "/1", "score": 2.0],
        ["name": "b c", "status": "Completed", "n": 20, "ok": false, "x": nil, "tags": [:], "id": "/2", "score": 0.1],
    ]

    func text(_ value: JSONValue, _ format: OutputFormat, query: String? = nil, columns: [Column] = []) throws -> String {
        try Renderer(format: format, query: query).text(of: Answer(value, columns: columns))
    }

    @Test(arguments: [
        (JSONValue.string("x"), "\"x\"\n"), (2.0, "2.0\n"), ([], "[]\n"), (["b": 1, "a": nil], "{\n  \"a\": null,\n  \"b\": 1\n}\n"),
        ("é\u{1B}[0m", "\"é\\u001b[0m\"\n"),
    ] as [(JSONValue, String)])
    func jsonIsAsAzPrintsIt(value: JSONValue, expected: String) throws {
        #expect(try text(value, .json) == expected)
    }

    @Test(arguments: [
        ("[].name", "a\nb c\n"), ("[0].name", "a\n"), ("[].[name, n]", "a\t1\nb c\t20\n"), ("[0].ok", "true\n"),
        ("[0].[ok, x, tags, score]", "true\nNone\nv\n2.0\n"), ("[0:1].[ok, x, tags, score]", "True\tNone\t\t2.0\n"), ("[].{s: status, a: name}", "Failed\ta\nCompleted\tb c\n"),
        ("[0].{b: n, a: name}", "1\ta\n"), ("length(@)", "2\n"), ("[0].missing", ""), ("[].missing", ""),
        ("[*].[[name, n], status]", "2\tFailed\n2\tCompleted\n"),
    ])
    func tsvIsBareValues(query: String, expected: String) throws {
        #expect(try text(Self.jobs, .tsv, query: query) == expected)
    }

    @Test func tableShowsTheColumnsAskedFor() throws {
        let columns = [Column("Name", "name"), Column("Status", "status"), Column("Nothing", "x")]
        #expect(
            try text(Self.jobs, .table, columns: columns) == """
                Name  Status
                ----  ---------
                a     Failed
                b c   Completed

                """)
    }

    @Test func aTableShowsTimesToTheSecond() throws {
        let table = try text(
            [["at": "2026-01-31T12:00:00.250+00:00"]], .table, columns: [Column("At", "at", .time)])
        #expect(table == "At\n--------------------\n2026-01-31T12:00:00Z\n")
    }

    @Test(arguments: [(0.0, "0.0000"), (3e-06, "0.0000"), (0.3100264, "0.3100"), (12.99996, "13.0000"), (-1.5, "-1.5")])
    func aTableShowsMoneyToTheHundredthOfACent(amount: Double, shown: String) throws {
        let table = try text([["cost": .double(amount)]], .table, columns: [Column("USD", "cost", .money)])
        #expect(table.split(separator: "\n").last == Substring(shown))
    }

    @Test func tableOfAQueryKeepsTheOrderOfItsKeys() throws {
        #expect(
            try text(Self.jobs, .table, query: "[].{status: status, Name: name}") == """
                Status     Name
                ---------  ----
                Failed     a
                Completed  b c

                """)
        #expect(try text(Self.jobs, .table, query: "[].name") == "Result\n------\na\nb c\n")
        #expect(try text(Self.jobs, .table, query: "[].[name, n]") == "Column1  Column2\n-------  -------\na        1\nb c      20\n")
    }

    @Test func tableWithoutColumnsShowsEveryPlainValue() throws {
        #expect(try text(["name": "a", "id": "/1", "tags": [:], "n": 1, "no": nil], .table) == "N  Name\n-  ----\n1  a\n")
    }

    @Test func yamlReadsBackAsTheSame() throws {
        let value: JSONValue = [
            "list": [["a": 1, "b": ["x", [1]]], "plain text", []], "empty": [:], "number": "12", "date": "2026-01-01",
            "word": "yes", "colon": "a: b", "lines": "a\nb", "quote": "it's", "lead": "- a", "n": 1.0, "nothing": nil,
        ]
        #expect(
            try text(value, .yaml) == """
                colon: 'a: b'
                date: '2026-01-01'
                empty: {}
                lead: '- a'
                lines: |-
                  a
                  b
                list:
                - a: 1
                  b:
                  - x
                  - - 1
                - plain text
                - []
                'n': 1.0
                nothing: null
                number: '12'
                quote: it's
                word: 'yes'

                """)
    }

    @Test func noneAndNothingPrintNothing() throws {
        #expect(try text(Self.jobs, .none).isEmpty)
        #expect(try Renderer(format: .json).text(of: .nothing).isEmpty)
        #expect(try text(Self.jobs, .json, query: "missing").isEmpty)
    }

    @Test func foreignTextIsHarmlessInATerminal() throws {
        let renderer = Renderer(format: .tsv, isForTerminal: true)
        #expect(try renderer.text(of: Answer("a\u{1B}]0;x\u{07}")) == "a\\u{1B}]0;x\\u{7}\n")
        #expect(try text("a\u{1B}", .tsv) == "a\u{1B}\n")
    }

    @Test(arguments: ["\u{1B}[2J", "\u{1B}]52;c;eA==\u{07}", "\u{9B}31m", "\u{202E}txt", "\u{7F}", "\u{1B}P$q\u{1B}\\", "\r"])
    func noFormLetsATerminalObeyForeignText(hostile: String) throws {
        let jobs: JSONValue = [["name": .string(hostile), "tags": [hostile: .string(hostile)]]]
        for format in [OutputFormat.json, .jsonc, .yaml, .yamlc, .table, .tsv] {
            for query in [nil, "[].tags"] as [String?] {
                let renderer = Renderer(format: format, query: query, isForTerminal: true)
                let shown = try renderer.text(of: Answer(jobs, columns: [Column("Name", "name")]))
                #expect(!shown.contains(hostile), "\(format)")
                #expect(shown.unicodeScalars.allSatisfy { !$0.isHostileToTerminals }, "\(format)")
            }
        }
    }

    @Test func coloursAreForTerminals() throws {
        let value: JSONValue = ["a\"b: ": "x: y", "n": [1]]
        let coloured = try Renderer(format: .jsonc, isForTerminal: true, allowsColour: true).text(of: Answer(value))
        #expect(coloured.contains("\u{1B}[94m\"a\\\"b: \"\u{1B}[39m: \u{1B}[32m\"x: y\"\u{1B}[39m,"))
        #expect(coloured.contains("\u{1B}[36m1\u{1B}[39m"))
        #expect(try text(value, .jsonc) == text(value, .json))
    }
}
