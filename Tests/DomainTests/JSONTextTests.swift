import Domain
import Testing

@Suite struct JSONTextTests {
    @Test(arguments: [
        (#" {"a": [1, -2.50, 1e3, true, null], "b": "é\n\u0041\ud83d\udc4b"} "#, #"{"a":[1,-2.5,1000.0,true,null],"b":"é\nA👋"}"#),
        ("[]", "[]"), ("{}", "{}"), ("9223372036854775808", "9.223372036854775808e18"), (#""\u001b""#, #""\u001b""#),
        (#"{"a":1,"a":2}"#, #"{"a":2}"#),
    ])
    func textIsReadAndWritten(source: String, compact: String) throws {
        let value = try JSONParser.parse(source)
        #expect(try value == JSONParser.parse(compact))
        #expect(try JSONParser.parse(value.compactText) == value)
        #expect(try JSONParser.parse(value.indentedText) == value)
    }

    @Test(arguments: ["", "[1,]", "{\"a\"}", "01", "1.", "+1", "nul", "\"a", "\"\u{01}\"", "[1] 2", "{a:1}", #""\x""#])
    func nonsenseIsRefused(source: String) {
        #expect(throws: AtelierError.self) { try JSONParser.parse(source) }
    }

    @Test func deepNestingIsRefused() {
        #expect(throws: AtelierError.self) { try JSONParser.parse(String(repeating: "[", count: 100_000)) }
    }

    @Test(arguments: [
        (0.0, "0.0"), (-1.0, "-1.0"), (0.1, "0.1"), (1e-5, "1e-05"), (9_007_199_254_740_994, "9007199254740994.0"),
        (1e16, "1e+16"), (2.5, "2.5"),
    ])
    func numbersArePrintedAsPythonDoes(number: Double, text: String) {
        #expect(JSONValue.text(of: number) == text)
    }

    @Test func objectsPrintAsAzDoes() {
        let value: JSONValue = ["b": [1, 2.0], "a": [:], "c": []]
        #expect(value.indentedText == "{\n  \"a\": {},\n  \"b\": [\n    1,\n    2.0\n  ],\n  \"c\": []\n}")
    }
}
