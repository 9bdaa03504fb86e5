import Domain
import Foundation
@testable import Server
import Testing

@Suite struct WireTests {
    @Test(arguments: [
        (#"{"a":[1,-2,3.5,1e3,true,false,null,"x"]}"#, ["a": [1, -2, 3.5, 1000.0, true, false, nil, "x"]] as JSONValue),
        (#" "\u00e9\ud83d\ude00\n\"\\\/" "#, "é😀\n\"\\/"),
        ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
        ("9223372036854775808", .double(9_223_372_036_854_775_808)), ("Infinity", .double(.infinity)),
        ("-Infinity", .double(-.infinity)), ("[]", .array([])), ("{}", .object([:])), (#""\ud800x""#, "\u{FFFD}x"),
    ])
    func readsJSON(text: String, value: JSONValue) throws {
        #expect(try WireReader.read(text) == value)
    }

    @Test(arguments: ["", "{", "[1,]", "{\"a\"}", "tru", "1 2", "\"a", "\"\u{1}\"", "-", "1.2.3", "{\"a\":1,}", "\"\\x\"", "\"\\u12\"",
        String(repeating: "[", count: 100)])
    func refusesWhatIsNotJSON(text: String) {
        #expect(throws: WireReader.Malformed.self) { try WireReader.read(text) }
    }

    @Test func writesWhatItReads() throws {
        let value: JSONValue = ["a": ["x\n\"\\\u{1}é", 1, 2.5, true, nil, .object([:]), .array([])], "b": 1e300]
        #expect(try WireReader.read(value.wireText) == value)
        #expect(JSONValue.double(.nan).wireText == "\"NaN\"")
    }

    @Test func queriesRepeatAndDecode() {
        #expect(WireQuery.read("a=1&b=x+y%2B&a=2&c") == ["a": ["1", "2"], "b": "x y+", "c": ""])
    }
}
