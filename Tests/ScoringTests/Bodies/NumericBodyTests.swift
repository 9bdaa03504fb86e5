import Foundation
import NIOCore
import Testing

@testable import Scoring

@Suite struct NumericBodyTests {
    private func read(_ text: String) throws(InferenceFault) -> NumericBody {
        try NumericBody.parse(ByteBuffer(string: text))
    }

    @Test(arguments: [
        #"{"data": [[1, 2.5], [-3e0, 40E-1]]}"#, #"{"input_data": [[1, 2.5], [-3, 4]]}"#,
        #"{"instances": [[1, 2.5], [-3, 4]], "parameters": {"deep": [1, {"a": null}]}}"#,
        #"{"inputs": [[1, 2.5], [-3, 4]], "params": {}}"#, "[[1,2.5],[-3,4]]",
        " \t\r\n[ [ 1 , 2.5 ] , [ -3 , 4 ] ] \n",
        #"{"input_data": {"columns": [0, 1], "index": [0, 1], "data": [[1, 2.5], [-3, 4]]}}"#,
        #"{"dataframe_split": {"data": [[1, 2.5], [-3, 4]]}}"#,
    ])
    func readsRows(_ text: String) throws {
        let body = try read(text)
        #expect(body.request.inputs == .matrix(FeatureMatrix(rows: 2, columns: 2, values: [1, 2.5, -3, 4])))
        #expect(body.request.rows == 2)
    }

    @Test(arguments: [
        #"{"input_data": {"columns": ["a", "b"], "index": ["x", 1], "data": [[1, 2.5], [-3, 4]]}}"#,
        #"{"dataframe_split": {"data": [[1, 2.5], [-3, 4]], "columns": ["a", "b"]}}"#,
        #"{"dataframe_records": [{"a": 1, "b": 2.5}, {"b": 4, "a": -3}]}"#,
        #"{"instances": [{"a": 1, "b": 2.5}, {"a" : -3, "\u0062": 4}]}"#, #"[{"a":1,"b":2.5},{"a":-3,"b":4}]"#,
        #"{"inputs": {"a": [1, -3], "b": [2.5, 4]}}"#, #"{"input_data": {"a": [1, -3], "b": [2.5, 4]}}"#,
    ])
    func readsNamedColumns(_ text: String) throws {
        let expected = FeatureMatrix(rows: 2, columns: 2, values: [1, 2.5, -3, 4], names: ["a", "b"])
        #expect(try read(text).request.inputs == .matrix(expected))
    }

    @Test func saysWhichFieldHeldTheRows() throws {
        for key in BodyKey.allCases {
            let rows = key == .dataframeSplit ? #"{"data": [[1]]}"# : #"[{"a": 1}]"#
            #expect(try read("{\"\(key.rawValue)\": \(rows)}").key == key)
        }
        #expect(try read("[[1]]").key == nil)
        #expect(try read(#"{"data": [[1]], "outputs": ["label", "p"]}"#).request.outputs == .named(["label", "p"]))
    }

    @Test func readsTextsBesideNumbers() throws {
        let expected = InferenceRequest.Inputs.tensors([
            Tensor(name: "n", shape: [2], elements: .float64([1, 2])),
            Tensor(name: "é", shape: [2], elements: .text(["x\n\"", "\u{1F600}/"])),
        ])
        for text in [
            #"{"data": [{"n": 1, "é": "x\n\""}, {"n": 2, "é": "\ud83d\ude00\/"}]}"#,
            #"{"data": [{"n": 1, "é": "x\n\""}, {"é": "\ud83d\ude00\/", "n": 2}]}"#,
            #"{"inputs": {"n": [1, 2], "é": ["x\n\"", "😀/"]}}"#,
            #"{"input_data": {"columns": ["n", "é"], "data": [[1, "x\u000a\u0022"], [2, "😀/"]]}}"#,
        ] { #expect(try read(text).request.inputs == expected) }
        let flat = try read(#"["a", "b"]"#).request.inputs
        #expect(flat == .tensors([Tensor(name: "", shape: [2], elements: .text(["a", "b"]))]))
    }

    @Test(arguments: [#"[["a", 1], [null, 2]]"#, #"{"data": [["a", 1], [null, 2]]}"#])
    func aNullAmongTextsIsAnEmptyOne(_ text: String) throws {
        #expect(
            try read(text).request.inputs
                == .tensors([
                    Tensor(name: "", shape: [2], elements: .text(["a", ""])),
                    Tensor(name: "", shape: [2], elements: .float64([1, 2])),
                ]))
    }

    @Test func readsTensorsOfAnyShape() throws {
        let deep = try read(#"{"instances": [[[1, 2], [3, 4], [5, 6]], [[7, 8], [9, 10], [11, 12]]]}"#)
        #expect(
            deep.request.inputs
                == .tensors([Tensor(name: "", shape: [2, 3, 2], elements: .float64((1...12).map(Double.init)))]))
        #expect(deep.request.rows == 2)
        let named = try read(#"{"inputs": {"x": [[1, 2], [3, 4]], "k": [5, 6]}}"#)
        #expect(
            named.request.inputs
                == .tensors([
                    Tensor(name: "x", shape: [2, 2], elements: .float64([1, 2, 3, 4])),
                    Tensor(name: "k", shape: [2], elements: .float64([5, 6])),
                ]))
        #expect(
            try read("[1, 2, 3]").request.inputs
                == .tensors([Tensor(name: "", shape: [3], elements: .float64([1, 2, 3]))]))
    }

    @Test func readsMissingAndTruthValues() throws {
        guard case .matrix(let matrix) = try read("[[true, false, null, NaN, -0.0]]").request.inputs else {
            Issue.record("no matrix")
            return
        }
        #expect(matrix.values[0] == 1 && matrix.values[1] == 0)
        #expect(matrix.values[2].isNaN && matrix.values[3].isNaN)
        #expect(matrix.values[4] == 0 && matrix.values[4].sign == .minus)
    }

    /// Every number is the double nearest to it, as the standard library reads it.
    @Test func roundsCorrectly() throws {
        var generator = SystemRandomNumberGenerator()
        var texts = [
            "0", "-0", "1e22", "1e23", "9007199254740993", "9007199254740992.5", "0.1", "123456789012345678",
            "9223372036854775807", "18446744073709551615", "18446744073709551616", "1e-27", "4.9e-324", "2e-324",
            "2.2250738585072011e-308", "1.7976931348623157e308", "0.500000000000000166533453693773481063544750213623046875",
            "3.5844466002796428e+298", "1e-400", "0e999", "9999999999999999999e27", "9999999999999999999e-27",
        ]
        for _ in 0..<20_000 {
            let digits = Int.random(in: 1...20, using: &generator)
            var text = (0..<digits).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
            while text.count > 1, text.hasPrefix("0") { text.removeFirst() }
            if Bool.random(using: &generator) {
                text.insert(".", at: text.index(text.startIndex, offsetBy: Int.random(in: 1...text.count, using: &generator)))
                if text.hasSuffix(".") { text += "5" }
            }
            if Int.random(in: 0...3, using: &generator) == 0 { text += "e\(Int.random(in: -320...280, using: &generator))" }
            texts.append(text)
            texts.append(Double(bitPattern: UInt64.random(in: 0..<0x7FE0 << 48, using: &generator)).description)
            texts.append("\(Double.random(in: -1...1, using: &generator))")
            texts.append("\(Float.random(in: -1000...1000, using: &generator))")
        }
        guard case .matrix(let matrix) = try read("[[\(texts.joined(separator: ","))]]").request.inputs else {
            Issue.record("no matrix")
            return
        }
        for (text, value) in zip(texts, matrix.values) {
            #expect(value.bitPattern == Double(text)?.bitPattern, "\(text)")
        }
    }

    @Test func refusesEveryMalformedBodyInASentence() throws {
        for (text, expected) in MalformedBodies.all {
            let fault = #expect(throws: InferenceFault.self, "\(text.prefix(200))") { try read(text) }
            guard let fault else { continue }
            #expect(fault.status == 400)
            #expect(fault.message.contains(expected), "\(text.prefix(200)): \(fault.message)")
            #expect(fault.message.count < 400 && !fault.message.contains("\n"))
        }
        for (bytes, expected) in MalformedBodies.bytes {
            let fault = #expect(throws: InferenceFault.self) { try NumericBody.parse(ByteBuffer(bytes: bytes)) }
            #expect(fault?.message.contains(expected) == true, "\(fault?.message ?? "")")
        }
    }

    /// Cut off anywhere, a body is refused and nothing is read past its end.
    @Test func refusesEveryTruncation() throws {
        for text in [
            #"{"data": [[1.5e3, -2], [true, null]], "params": {"a": [1, "é"]}}"#,
            #"{"dataframe_records": [{"a": 1, "b": "\ud83d\ude00"}, {"a": 2, "b": "y"}]}"#,
            #"{"input_data": {"columns": ["a", "b"], "index": [0], "data": [[1, 2]]}, "outputs": ["x"]}"#,
            #"{"inputs": {"x": [[[1, 2]]], "y": ["a"]}}"#,
        ] {
            let bytes = Array(text.utf8)
            for length in 0..<bytes.count {
                #expect(throws: InferenceFault.self) { try NumericBody.parse(ByteBuffer(bytes: bytes[..<length])) }
            }
            _ = try read(text)
        }
    }
}
