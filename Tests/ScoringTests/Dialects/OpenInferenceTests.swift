import Domain
import Foundation
import NIOCore
import Testing

@testable import Scoring

@Suite struct OpenInferenceTests {
    private func parse(_ json: String, binary: [UInt8] = [], header: String? = nil) throws -> OpenInferenceRequest {
        var body = ByteBuffer(string: json)
        let length = body.readableBytes
        body.writeBytes(binary)
        return try OpenInferenceRequest.parse(body, headerLength: header ?? (binary.isEmpty ? nil : "\(length)"))
    }

    private func input(_ rest: String) -> String { "{\"inputs\": [{\"name\": \"x\", \(rest)}]}" }

    @Test func everyDatatypeIsRead() throws {
        for (type, data, elements) in [
            ("BOOL", "[true, false]", .bool([true, false])), ("UINT8", "[0, 255]", .int64([0, 255])),
            ("UINT16", "[1, 65535]", .int64([1, 65535])), ("UINT32", "[1, 4294967295]", .int64([1, 4_294_967_295])),
            ("UINT64", "[1, 2]", .int64([1, 2])), ("INT8", "[-128, 127]", .int64([-128, 127])),
            ("INT16", "[-1, 1]", .int64([-1, 1])), ("INT32", "[-1, 1]", .int64([-1, 1])),
            ("INT64", "[-9007199254740991, 1]", .int64([-9_007_199_254_740_991, 1])),
            ("FP16", "[0.5, 1]", .float32([0.5, 1])), ("FP32", "[0.1, 2]", .float32([0.1, 2])),
            ("FP64", "[0.1, 2]", .float64([0.1, 2])), ("BYTES", "[\"é\", \"b\"]", .text(["é", "b"])),
        ] as [(String, String, Tensor.Elements)] {
            let request = try parse(input("\"shape\": [2], \"datatype\": \"\(type)\", \"data\": \(data)"))
            #expect(request.inputs == [Tensor(name: "x", shape: [2], elements: elements)], "\(type)")
        }
    }

    @Test func dataAreFlatOrNested() throws {
        let wanted = Tensor(name: "x", shape: [2, 2], elements: .int64([1, 2, 3, 4]))
        for data in ["[1, 2, 3, 4]", "[[1, 2], [3, 4]]"] {
            #expect(try parse(input("\"data\": \(data), \"datatype\": \"INT32\", \"shape\": [2, 2]")).inputs == [wanted])
        }
        #expect(try parse(input("\"shape\": [0, 2], \"datatype\": \"INT32\", \"data\": []")).inputs[0].count == 0)
    }

    @Test func idsOutputsAndParametersAreTaken() throws {
        let request = try parse(
            """
            {"id": "i", "parameters": {"binary_data_output": true, "other": [1, {"a": null}]},
             "inputs": [{"name": "x", "shape": [1], "datatype": "FP32", "data": [1], "parameters": {"p": 1}}],
             "outputs": [{"name": "y"}, {"name": "z", "parameters": {"binary_data": false}}], "extra": 1}
            """)
        #expect(request.id == "i" && request.isBinary)
        #expect(request.outputs == [.init(name: "y", isBinary: nil), .init(name: "z", isBinary: false)])
    }

    @Test func binaryTensorsAreRead() throws {
        var bytes: [UInt8] = [0, 0, 128, 63, 0, 0, 0, 64]
        bytes += [2, 0, 0, 0] + Array("hé".utf8.prefix(1)) + Array("i".utf8) + [0, 0, 0, 0]
        let request = try parse(
            """
            {"inputs": [
              {"name": "a", "shape": [1, 2], "datatype": "FP32", "parameters": {"binary_data_size": 8}},
              {"name": "b", "shape": [2], "datatype": "BYTES", "parameters": {"binary_data_size": 10}},
              {"name": "c", "shape": [1], "datatype": "INT64", "data": [7]}]}
            """, binary: bytes)
        #expect(request.inputs == [
            Tensor(name: "a", shape: [1, 2], elements: .float32([1, 2])),
            Tensor(name: "b", shape: [2], elements: .text(["hi", ""])),
            Tensor(name: "c", shape: [1], elements: .int64([7])),
        ])
        for (bits, value) in [
            (0x3C00, 1), (0xC000, -2), (0x7BFF, 65504), (0x0001, 1 / 16_777_216), (0x8000, -0.0), (0x7C00, Float.infinity),
        ] as [(UInt16, Float)] {
            #expect(BinaryTensor.float(half: bits) == value)
        }
        #expect(BinaryTensor.float(half: 0x7E00).isNaN)
    }

    @Test func whatIsWrongIsSaid() throws {
        let good = "\"shape\": [2], \"datatype\": \"INT32\""
        for (body, words) in [
            ("", "has no body"), ("[]", "'{' expected"), ("{}", "no 'inputs'"), (#"{"inputs": []}"#, "no 'inputs'"),
            (#"{"inputs": {}}"#, "the list of 'inputs'"), (#"{"inputs": [1]}"#, "'{' expected"),
            (#"{"inputs": [{}]}"#, "no 'name'"), (input("\"shape\": [1]"), "no 'datatype'"),
            (input("\"datatype\": \"INT32\""), "no 'shape'"), (input(good), "neither 'data' nor"),
            (input("\(good), \"data\": [1]"), "which is 2 elements, and 'data' has 1"),
            (input("\(good), \"data\": [[1], [2]]"), "nested as [2, 1]"),
            (input("\(good), \"data\": [1, [2]]"), "number or a text"), (input("\(good), \"data\": [1, 2.5]"), "2.5 is none"),
            (input("\(good), \"data\": [1, 1e300]"), "is none"), (input("\(good), \"data\": [\"a\", \"b\"]"), "hold texts"),
            (input("\(good), \"data\": 5"), "list of 'data'"),
            (input("\"shape\": [1], \"datatype\": \"UINT8\", \"data\": [-1]"), "UINT8, and -1.0 is none"),
            (input("\"shape\": [1], \"datatype\": \"FLOAT\", \"data\": [1]"), "there are: BOOL, UINT8"),
            (input("\"shape\": [-1], \"datatype\": \"INT8\", \"data\": [1]"), "whole number"),
            (input("\"shape\": [999999999999, 999999999999], \"datatype\": \"INT8\", \"data\": [1]"), "too large"),
            (input("\"shape\": [1], \"datatype\": \"BYTES\", \"data\": [1]"), "hold numbers"),
            (input("\(good), \"data\": [1, 2]") + "x", "follows its end"), ("{\"id\": 5}", "text of 'id'"),
            ("{\"id\": \"a\", \"id\": \"b\"}", "'id' twice"), (String(input(good).dropLast(3)), "ends too early"),
        ] {
            let fault = #expect(throws: InferenceFault.self) { try parse(body) }
            #expect(fault?.status == 400 && fault?.message.contains(words) == true, "\(body): \(fault?.message ?? "")")
        }
        let twice = "{\"name\": \"x\", \(good), \"data\": [1, 2]}"
        #expect(throws: InferenceFault("the input 'x' is given twice")) { try parse("{\"inputs\": [\(twice), \(twice)]}") }
        let four = input("\"shape\": [1], \"datatype\": \"INT32\", \"parameters\": {\"binary_data_size\": 4}")
        for (binary, header, words) in [
            ([1, 2, 3], nil, "announces 4 bytes"), ([1, 2, 3, 4, 5], nil, "1 bytes follow"), ([1], "900", "the body has"),
            ([1], "x", "Inference-Header-Content-Length is 'x'"), ([1], "-1", "Inference-Header"),
        ] as [([UInt8], String?, String)] {
            let fault = #expect(throws: InferenceFault.self) { try parse(four, binary: binary, header: header) }
            #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "")")
        }
    }

    // MARK: With a script

    @Test func tensorsBecomeTablesAndListsTensors() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(
                """
                import json
                def init(): pass
                def run(raw):
                    values = json.loads(raw)
                    return {"sent": [json.dumps(values)], "sum": [sum(map(float, row)) for row in values["data"]]}
                """)
            let body = """
                {"id": "42", "inputs": [
                  {"name": "a", "shape": [2, 1], "datatype": "INT32", "data": [1, 2]},
                  {"name": "b", "shape": [2], "datatype": "FP32", "data": [0.5, 1.5]}]}
                """
            let answer = try await fixture.client().request(
                "POST", "/endpoints/iris/v2/models/iris/infer", body: body, headers: ScoringFixture.authorised())
            let value = try JSONDecoder().decode(JSONValue.self, from: Data(answer.body.utf8))
            #expect(value["model_name"] == "iris" && value["model_version"] == "1" && value["id"] == "42")
            #expect(value["outputs"] == [
                [
                    "name": "sent", "datatype": "BYTES", "shape": [1],
                    "data": [#"{"columns": ["a", "b"], "data": [[1, 0.5], [2, 1.5]]}"#],
                ],
                ["name": "sum", "datatype": "FP64", "shape": [2], "data": [1.5, 3.5]],
            ])
            #expect(answer["inference-header-content-length"] == nil)
        }
    }

    @Test func binaryGoesBothWays() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(
                "import json\ndef init(): pass\ndef run(raw): return [[2 * c for c in r] for r in json.loads(raw)['data']]\n")
            let json = """
                {"inputs": [{"name": "x", "shape": [1, 2], "datatype": "INT64", "parameters": {"binary_data_size": 16}}],
                "outputs": [{"name": "predict", "parameters": {"binary_data": true}}]}
                """
            let client = try fixture.client()
            let binary: [UInt8] = [3, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255]
            let head = RawClient.text("POST", "/endpoints/iris/v2/models/iris/infer", headers: ScoringFixture.authorised([
                "Content-Length": "\(json.utf8.count + 16)", "Inference-Header-Content-Length": "\(json.utf8.count)",
            ]))
            try await client.send(Array(head.utf8) + Array(json.utf8) + binary)
            let answer = try await client.response()
            let length = try #require(answer["inference-header-content-length"].flatMap(Int.init))
            #expect(answer.status == 200 && answer["content-type"] == "application/octet-stream")
            let header = try JSONDecoder().decode(JSONValue.self, from: Data(answer.body.utf8.prefix(length)))
            #expect(header["outputs"] == [
                ["name": "predict", "datatype": "INT64", "shape": [1, 2], "parameters": ["binary_data_size": 16]],
            ])
            #expect(answer["content-length"] == "\(length + 16)")
        }
    }

    @Test func whatIsNoTensorIsAnErrorInTheDialectsForm() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy("import json\ndef init(): pass\ndef run(raw): return json.loads(json.loads(raw)['data'][0][0])\n")
            func infer(_ says: String, more: String = "") async throws -> RawClient.Response {
                let quoted = String(decoding: try JSONEncoder().encode(says), as: UTF8.self)
                let body = "{\"inputs\": [{\"name\": \"x\", \"shape\": [1], \"datatype\": \"BYTES\", \"data\": [\(quoted)]}]\(more)}"
                return try await fixture.client().request(
                    "POST", "/endpoints/iris/v2/models/iris/infer", body: body, headers: ScoringFixture.authorised())
            }
            for (says, tensor) in [
                ("[1, 2]", #""name": "predict", "datatype": "INT64", "shape": [2], "data": [1, 2]"#),
                (#"{"predictions": [0.5]}"#, #""name": "predict", "datatype": "FP64", "shape": [1], "data": [0.5]"#),
                (#"{"result": ["a"]}"#, #""name": "predict", "datatype": "BYTES", "shape": [1], "data": ["a"]"#),
                ("[true]", #""name": "predict", "datatype": "BOOL", "shape": [1], "data": [true]"#),
                (#"[{"p": 1, "q": 2}]"#, #""name": "p", "datatype": "FP64", "shape": [1], "data": [1.0]"#),
                ("[NaN]", #""datatype": "FP64", "shape": [1], "data": [NaN]"#),
                ("[]", #""shape": [0], "data": []"#),
            ] {
                let answer = try await infer(says)
                #expect(answer.status == 200 && answer.body.contains(tensor), "\(says): \(answer.body)")
            }
            for says in ["3", "null", #""text""#, "[[1], [2, 3]]", #"[1, "a"]"#, #"{"a": 1}"#, "{}"] {
                let answer = try await infer(says)
                #expect(answer.status == 500, "\(says)")
                #expect(answer.body.hasPrefix(#"{"error": "the script's answer cannot be sent as tensors: "#), "\(answer.body)")
            }
            let unknown = try await infer("[1]", more: #", "outputs": [{"name": "other"}]"#)
            #expect(unknown.status == 400 && unknown.body.contains("no output 'other'; it has: 'predict'"))
            let client = try fixture.client()
            for _ in 0..<2 {
                let bad = try await client.request(
                    "POST", "/endpoints/iris/v2/models/iris/infer", body: "{", headers: ScoringFixture.authorised())
                #expect(bad.status == 400 && bad.body.hasPrefix(#"{"error": "the body cannot be read"#), "\(bad.body)")
            }
        }
    }
}
