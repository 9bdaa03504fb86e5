import Documents
import Domain
import Foundation
import Testing

/// What the reader makes of text before any field is looked at, seen through a document of few fields.
@Suite struct YAMLReaderTests {
    private func read(_ text: String) throws -> Parsed<WorkspaceSpec> {
        try WorkspaceDocument.read(text: text, file: "w.yml")
    }

    private func found(_ text: String) -> [String] {
        lines { _ = try read(text) }
    }

    @Test func takesAByteOrderMarkAndWindowsLines() throws {
        let spec = try read("\u{FEFF}name: cellar\r\ndescription: red\r\ntags:\r\n  a: b\r\n").value
        #expect(spec.name == "cellar")
        #expect(spec.description == "red")
        #expect(spec.tags == ["a": "b"])
        #expect(found("\u{FEFF}nam: cellar\r\n") == [#"w.yml:1:1: error: unknown field "nam", did you mean "name"?"#])
    }

    @Test func countsColumnsInCharactersNotBytes() {
        #expect(
            found("name: w\ntags: {été: x, b: [1]}\n") == [#"w.yml:2:19: error: "b" must be text, not a list"#])
    }

    @Test func tellsBothPlacesOfAKeyWrittenTwiceAndGoesOn() {
        let text = """
            name: cellar
            descripton: red
            name: attic
            tags: {a: 1, "b": 2, "b": 3, a: 4}
            name: loft

            """
        #expect(
            found(text) == [
                #"w.yml:2:1: error: unknown field "descripton", did you mean "description"?"#,
                #"w.yml:3:1: error: the key "name" is written twice, first at line 1, column 1"#,
                #"w.yml:4:22: error: the key "b" is written twice, first at line 4, column 14"#,
                #"w.yml:4:30: error: the key "a" is written twice, first at line 4, column 8"#,
                #"w.yml:5:1: error: the key "name" is written twice, first at line 1, column 1"#,
            ])
    }

    @Test func expandsAliasesAndMergeKeys() throws {
        let text = """
            name: &name cellar
            display_name: *name
            tags:
              <<: [{a: 1, b: 1}, {b: 2, c: 2}]
              a: 0

            """
        let spec = try read(text).value
        #expect(spec.displayName == "cellar")
        #expect(spec.tags == ["a": "0", "b": "1", "c": "2"])
    }

    @Test(arguments: [
        ("", "w.yml:1:1: error: the file is empty; it should describe a workspace"),
        ("# nothing\n", "w.yml:1:1: error: the file is empty; it should describe a workspace"),
        ("---\n...\n", "w.yml:2:1: error: a workspace must be a map of fields, not empty"),
        ("just text\n", "w.yml:1:1: error: a workspace must be a map of fields, not text"),
        ("- name\n", "w.yml:1:1: error: a workspace must be a map of fields, not a list"),
        (
            "name: a\n---\nname: b\n",
            "w.yml:2:1: error: there is more than one document in the file; keep one document a file"
        ),
        (
            "name: a\ntags:\n\ta: b\n",
            "w.yml:3:1: error: a tab indents this line; use spaces: YAML does not allow tabs there"
        ),
        ("name: @a\n", #"w.yml:1:7: error: a value cannot start with "@"; put it in quotes"#),
        (
            "name: a\ndescription: b: c\n",
            #"w.yml:2:15: error: a ":" is not allowed here; put a value that holds ": " in quotes, "#
                + "or check the indentation"
        ),
        ("name: a\ntags\n", #"w.yml:2:1: error: a ":" is missing; write KEY: VALUE"#),
        ("name: \"a\ntags: {}\n", "w.yml:1:7: error: a quotation starts here and never ends; close the quote"),
        ("name: a\ntags: {a: 1\n", "w.yml:2:7: error: a map starts here and is not closed; close it with }"),
        ("name: a\ntags: [a\n", "w.yml:2:7: error: a list starts here and is not closed; close it with ]"),
        (
            "tags:\n    a: 1\n  b: 2\n",
            "w.yml:3:3: error: the indentation of this line does not fit the lines above; "
                + "line it up with its neighbours"
        ),
        (
            "name: *nobody\n",
            "w.yml:1:7: error: the alias has no anchor before it; write &NAME before the value it stands for"
        ),
        (
            "name: \"\\q\"\n",
            #"w.yml:1:8: error: the backslash starts no escape YAML knows; use single quotes, or write \\"#
        ),
        ("name: a\u{1}b\n", "w.yml:1:8: error: there is a control character here; take it out"),
        ("[a, b]: c\nname: a\n", "w.yml:1:1: error: a key must be text"),
    ])
    func saysInASentenceWhatIsWrong(text: String, message: String) {
        #expect(found(text) == [message])
    }

    @Test(arguments: ["!!python/object/apply:os.system [id]", "!!python/name:os.system", "!mine x", "!!binary eA=="])
    func refusesTags(value: String) {
        let all = found("name: a\ndescription: \(value)\n")
        #expect(all.contains { $0.hasPrefix("w.yml:2:14: error: the tag \"!") && $0.contains("is refused") }, "\(all)")
    }

    @Test func plainTagsAreFine() throws {
        #expect(try read("name: !!str 12\ntags: !!map {a: !!int 1}\n").value.name == "12")
    }

    @Test func boundsDepth() {
        #expect(
            found("name: a\ntags: " + String(repeating: "[", count: 70) + String(repeating: "]", count: 70) + "\n")
                .contains("w.yml:2:70: error: the nesting goes deeper than 64 levels; flatten it"))
        for opening in ["[", "{a: ", "- ", "? ", "? - "] {
            let all = found(String(repeating: opening, count: 100_000))
            #expect(!all.isEmpty && all.allSatisfy { $0.contains("error") }, "\(opening): \(all.first ?? "")")
        }
    }

    @Test func boundsWhatAliasesExpandTo() {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...20 {
            let below = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            bomb += "a\(level): &a\(level) [\(below)]\n"
        }
        let all = found(bomb)
        #expect(all.count == 1 && all[0].contains("the aliases of this file expand too far"), "\(all)")
        // As a key, which the parser itself would walk.
        #expect(found(bomb + "? *a20\n: 1\n? *a19\n: 1\n").count == 1)
    }

    @Test func boundsTheNumberOfValues() {
        let list = "a: &a [" + Array(repeating: "x", count: 1000).joined(separator: ",") + "]\n"
        let uses = (0..<20).map { "b\($0): *a\n" }.joined()
        #expect(
            found("name: w\n" + list + uses).contains {
                $0.contains("has more than 10000 values once its aliases are expanded")
            })
    }

    @Test func boundsWhatIsTold() {
        let many = (0..<3000).map { "f\($0): x\n" }.joined()
        let all = found(many + "name: w\n")
        #expect(all.count == 1001)
        #expect(all.last == "w.yml:1001:1: error: there is more wrong than is told here")
        let expressions = String(repeating: "${{ inputs.x }} ", count: 50_000)
        let job = lines { _ = try CommandJobDocument.read(text: "command: \(expressions)\n", file: "job.yml") }
        #expect(job.count > 100)
    }

    @Test func boundsSize() {
        #expect(
            found("description: " + String(repeating: "x", count: 1 << 20))
                == ["w.yml:1:1: error: the file is larger than 1 MiB; a document this large is a mistake"])
    }

    @Test func tellsWhereAFileIsNotUTF8() throws {
        let folder = try Folder()
        let file = try folder.write(Data("name: cellar\ndescription: caf".utf8) + [0xE9, 0x0A], to: "w.yml")
        #expect(
            lines(of: { _ = try WorkspaceDocument.read(file: file) }, in: folder)
                == ["w.yml:2:17: error: the file is not UTF-8 here; save it as UTF-8"])
        try folder.write(Data([0xFF, 0xFE, 0x6E, 0x00]), to: "w.yml")
        #expect(
            lines(of: { _ = try WorkspaceDocument.read(file: file) }, in: folder)
                == ["w.yml:1:1: error: the file is UTF-16; save it as UTF-8"])
    }

    @Test func tellsOfFilesThatAreNotThere() throws {
        let folder = try Folder(["sub/x": ""])
        #expect(
            lines(of: { _ = try WorkspaceDocument.read(file: folder.path + "/none.yml") }, in: folder)
                == ["none.yml: error: there is no file 'none.yml'"])
        #expect(
            lines(of: { _ = try WorkspaceDocument.read(file: folder.path + "/sub") }, in: folder)
                == ["sub: error: 'sub' is a folder, not a file"])
    }

    @Test func showsNoControlCharactersOfAFile() {
        let all = found("\"na\\e[31mme\": x\nname: a\n")
        #expect(all == [#"w.yml:1:1: error: unknown field "na\u{1B}[31mme""#])
    }

    /// Every prefix and many mutations of a document are read or refused; none ends the process.
    @Test(arguments: [
        CommandJobDocumentTests.files["job.yml"] ?? "", JobTextTests.files["sweep.yml"] ?? "", JobTextTests.files["automl.yml"] ?? "",
    ])
    func noInputCrashes(text: String) {
        let bytes = Array(text.utf8)
        var generator = SystemRandomNumberGenerator()
        let odd: [UInt8] = Array("{}[]:,-?&*!|>'\"%@`#\t\n $".utf8)
        for length in stride(from: 0, through: bytes.count, by: 7) {
            let start = String(decoding: bytes[..<length], as: UTF8.self)
            _ = lines { _ = try JobDocument.read(text: start, file: "j") }
        }
        for _ in 0..<300 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                changed[Int.random(in: changed.indices, using: &generator)] =
                    odd.randomElement(using: &generator) ?? 0x7B
            }
            _ = lines { _ = try JobDocument.read(text: String(decoding: changed, as: UTF8.self), file: "j") }
        }
    }
}
