import Domain
@testable import Studio
import Testing

struct FilePreviewTests {
    private func preview(_ text: String, _ name: String) -> FilePreview {
        FilePreview(Array(text.utf8), name: name, size: ByteCount(Int64(text.utf8.count)))
    }

    @Test func textKeepsItsLinesAndHasNumbers() {
        let text = preview("one\n\nthree\r\nfour", "notes.txt")
        #expect(text.kind == "text")
        #expect(text.lines == ["one", "", "three", "four"])
        #expect(text.isNumbered && !text.isCut)
        #expect(preview("flavors:\n", "MLmodel").kind == "YAML")
        #expect(preview("a: 1\n", "conda.yaml").kind == "YAML")
        #expect(preview("", "empty.txt").kind == "empty")
    }

    @Test func JSONIsSetInLines() {
        let json = preview(#"{"b":[1,2],"a":null}"#, "params.JSON")
        #expect(json.kind == "JSON")
        #expect(json.lines == ["{", #"  "a": null,"#, #"  "b": ["#, "    1,", "    2", "  ]", "}"])
        #expect(preview(#"{"broken": "#, "params.json").kind == "text")
    }

    @Test func ofALongFileTheBeginningIsShown() {
        let part = FilePreview(Array(#"{"a": [1, 2"#.utf8), name: "long.json", size: ByteCount(1_000_000))
        #expect(part.isCut)
        #expect(part.lines == [#"{"a": [1, 2"#])
        // Cut within the two bytes of a letter.
        let letter = FilePreview(Array("né".utf8.dropLast()), name: "a.txt", size: ByteCount(9))
        #expect(letter.lines == ["n"])
    }

    @Test func tablesHaveColumns() {
        let table = preview("id,label,score\n1,\"churn, \"\"soon\"\"\",0.93\n20,stays,\n", "p.csv")
        #expect(table.kind == "table, 3 columns")
        #expect(table.lines == [
            "id  label          score", "--  -------------  -----", " 1  churn, \"soon\"   0.93", "20  stays               ",
        ])
        #expect(preview("a\tb\n1\t2\n", "p.tsv").lines.count == 3)
    }

    @Test func imagesTellTheirSize() {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
            + [0, 0, 2, 128, 0, 0, 1, 224, 8, 2]
        #expect(FilePreview(png, name: "roc.png", size: ByteCount(34_816)).lines == ["image, 640×480 PNG, 34.0 KiB"])
        let gif = Array("GIF89a".utf8) + [16, 0, 1, 1, 0, 0]
        #expect(ImageHeader(gif)?.description == "16×257 GIF")
        let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, 1, 0, 2, 0, 3, 0, 0]
        #expect(ImageHeader(jpeg)?.description == "512×256 JPEG")
        #expect(ImageHeader(Array(png.prefix(20))) == nil)
        #expect(ImageHeader([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF]) == nil)
    }

    @Test func otherBytesAreDumped() {
        let binary = FilePreview([0x80, 0x04, 0x00] + Array("scikit-learn!!".utf8), name: "model.pkl", size: ByteCount(17))
        #expect(binary.kind == "binary")
        #expect(binary.lines == [
            "00000000  80 04 00 73 63 69 6b 69  74 2d 6c 65 61 72 6e 21  |...scikit-learn!|",
            "00000010  21                                                |!|",
        ])
        let long = FilePreview([UInt8](repeating: 0, count: 9000), name: "x.bin", size: ByteCount(9000))
        #expect(long.lines.count == 256 && long.isCut)
    }
}
