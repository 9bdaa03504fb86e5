import Domain
import Foundation
import Testing

@testable import Scoring

/// What a scoring script can rely on.
@Suite struct ScriptInterfaceTests {
    @Test func rawHTTPNeedsNoPackage() async throws {
        for package in ["azureml.contrib.services", "azureml_inference_server_http.api"] {
            try await ScoringFixture.run { fixture in
                try await fixture.deploy(
                    """
                    from \(package).aml_request import AMLRequest, rawhttp
                    from \(package).aml_response import AMLResponse
                    def init(): pass
                    @rawhttp
                    def run(request):
                        if request.method == "GET":
                            return AMLResponse({"q": request.args["a"]}, 201, json_str=True)
                        if request.headers.get("x-kind") == "broken":
                            return AMLResponse("no", 503, {"Retry-After": "9"})
                        if request.headers.get("X-KIND") == "split":
                            return AMLResponse("no", 200, {"A": "b\\r\\nC: d"})
                        return AMLResponse(request.get_data() + b"!", 200, {"content-type": "image/x", "X-Own": "1"})
                    """)
                let got = try await fixture.client().request(
                    "GET", "/endpoints/iris/score?a=b", headers: ScoringFixture.authorised())
                #expect(got.status == 201 && got.body == #"{"q": "b"}"# && got["content-type"] == "application/json")
                let posted = try await fixture.score("abc")
                #expect(posted.body == "abc!" && posted["content-type"] == "image/x" && posted["x-own"] == "1")
                #expect(posted["x-ms-run-function-failed"] == "False")
                let broken = try await fixture.score("x", headers: ["x-kind": "broken"])
                #expect(broken.status == 424 && broken.body == "no" && broken["retry-after"] == "9")
                #expect(broken["ms-azureml-model-error-statuscode"] == "503")
                #expect(broken["x-ms-run-function-failed"] == "True")
                let split = try await fixture.score("x", headers: ["x-kind": "split"])
                #expect(split.status == 424 && split["c"] == nil)
            }
        }
    }

    @Test func formsAreReadWithoutFlask() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(
                """
                import sys
                sys.modules["flask"] = None  # not to be had, whatever this Python has
                from azureml.contrib.services.aml_request import AMLRequest, rawhttp
                from azureml.contrib.services.aml_response import AMLResponse
                def init(): pass
                @rawhttp
                def run(request):
                    files = request.files
                    return {
                        "form": dict(request.form), "all": request.form.getlist("a"),
                        "files": {n: [f.filename, f.mimetype, f.read().hex(), f.seek(0)] for n, f in files.items()},
                    }
                """)
            let body = [
                "preamble", "--x-1", #"Content-Disposition: form-data; name="a""#, "", "ä", "--x-1",
                #"Content-Disposition: form-data; name="a""#, "", "2", "--x-1 ",
                #"content-disposition: form-data; name="image"; filename="a b.png""#, "Content-Type: image/png", "",
                "\r\n--x-\r\n\0", "--x-1--", "epilogue",
            ].joined(separator: "\r\n")
            let headers = ["Content-Type": #"multipart/form-data; boundary="x-1""#]
            let answer = try await fixture.score(body, headers: headers)
            #expect(
                answer.body
                    == #"{"form": {"a": "\u00e4"}, "all": ["\u00e4", "2"], "files": {"image": ["a b.png", "image/png", "#
                    + #""0d0a2d2d782d0d0a00", 0]}}"#)
            let query = try await fixture.score("a=1&a=2&b=", headers: ["Content-Type": "application/x-www-form-urlencoded"])
            #expect(query.body == #"{"form": {"a": "1", "b": ""}, "all": ["1", "2"], "files": {}}"#)
            let none = try await fixture.score("{}", headers: ["Content-Type": "application/json"])
            #expect(none.body == #"{"form": {}, "all": [], "files": {}}"#)
            for (text, kind) in [
                (String(body.prefix(60)), headers["Content-Type"] ?? ""), (body, "multipart/form-data"),
                ("--x\r\n\r\nnameless\r\n--x--", "multipart/form-data; boundary=x"),
                ("", "multipart/form-data; boundary=x"),
            ] {
                #expect(try await fixture.score(text, headers: ["Content-Type": kind]).status == 400)
            }
        }
    }

    @Test func headersAreGivenWhenAskedFor() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(
                """
                def init(): pass
                def run(data, request_headers):
                    return [data, request_headers["X-Mine"], dict(request_headers)["X-Mine"]]
                """)
            #expect(try await fixture.score("d", headers: ["X-Mine": "ä"]).status == 200)
            let answer = try await fixture.score("d", headers: ["X-Mine": "h: i"])
            #expect(answer.body == #"["d", "h: i", "h: i"]"#)
        }
    }

    @Test func invalidUnicodeIsTheClientsFault() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(Script.echo)
            let client = try fixture.client()
            let head =
                "POST /endpoints/iris/score HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer second\r\nContent-Length: 2\r\n\r\n"
            try await client.send(Array(head.utf8) + [0xC3, 0x28])
            let answer = try await client.response()
            #expect(answer.status == 400 && answer.body.contains("UTF-8"))
            #expect(answer["x-ms-run-function-failed"] == "False")
        }
    }

    @Test func findsItsOwnModulesAndFolders() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(
                """
                import os, sys
                import neighbour
                def init(): pass
                def run(data): return [neighbour.name, os.getcwd() == os.environ["AML_APP_ROOT"], __name__, "worker" in sys.modules]
                """
            ) { plan in
                _ = FileManager.default.createFile(
                    atPath: "\(plan.codeFolder)/neighbour.py", contents: Data("name = 'next door'".utf8))
            }
            #expect(try await fixture.score().body == #"["next door", true, "entry_module", false]"#)
        }
    }

    /// A stand-in for inference-schema: what the worker asks of it, and no more.
    @Test func schemasGiveNamedParameters() async throws {
        let library = """
            decorated = []
            def is_schema_decorated(f): return f in decorated
            def get_supported_versions(f): return ["2", "3.0"]
            def get_input_schema(f): return {"type": "object", "properties": {"a": {"type": "integer"}}}
            def get_output_schema(f): return {"type": "integer"}
            """
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(
                """
                from inference_schema import schema_util
                def init(): pass
                def run(a, b=2): return a + b
                schema_util.decorated.append(run)
                """
            ) { plan in
                let package = "\(plan.codeFolder)/inference_schema"
                try? FileManager.default.createDirectory(atPath: package, withIntermediateDirectories: true)
                _ = FileManager.default.createFile(atPath: "\(package)/__init__.py", contents: Data())
                _ = FileManager.default.createFile(atPath: "\(package)/schema_util.py", contents: Data(library.utf8))
            }
            let json = ["Content-Type": "application/json; charset=utf-8"]
            #expect(try await fixture.score(#"{"a": 1}"#, headers: json).body == "3")
            #expect(try await fixture.score(#"{"a": 1, "b": 5, "c": 0}"#, headers: json).body == "6")
            #expect(try await fixture.score(#"{"a": 1}"#).status == 415)
            for (body, words) in [
                ("{", "could not be decoded as JSON"), ("[]", "should be a JSON dictionary"), ("", "is empty"),
                ("{\"b\": 1}", "not provided for the 'a' parameter"),
            ] {
                let answer = try await fixture.score(body, headers: json)
                #expect(answer.status == 400 && answer.body.contains(words), "\(body)")
            }
            let client = try fixture.client()
            #expect(
                try await client.request("GET", "/endpoints/iris/score?a=4", headers: ScoringFixture.authorised()).body
                    == "6")
            let swagger = try await client.request(
                "GET", "/endpoints/iris/swagger.json?version=3", headers: ScoringFixture.authorised())
            #expect(swagger.body.contains(#""properties": {"a": {"type": "integer"}}"#))
            #expect(
                try await client.request(
                    "GET", "/endpoints/iris/swagger.json?version=3.1", headers: ScoringFixture.authorised()
                ).status == 404)
        }
    }
}
