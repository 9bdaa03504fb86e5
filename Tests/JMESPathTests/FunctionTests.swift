import JMESPath
import Testing

@Suite struct FunctionTests {
    static let people = #"[{"n":"a","v":2},{"n":"b","v":1},{"n":"c","v":2}]"#

    @Test(arguments: [
        Example("-3", "abs(@)", "3"), Example("-3.5", "abs(@)", "3.5"),
        Example("[1,2,3]", "avg(@)", "2.0"), Example("[]", "avg(@)", "null"),
        Example("1.01", "ceil(@)", "2"), Example("-1.01", "ceil(@)", "-1"), Example("4", "ceil(@)", "4"),
        Example("1.9", "floor(@)", "1"), Example("-1.01", "floor(@)", "-2"),
        Example("[1,2.5]", "sum(@)", "3.5"), Example("[]", "sum(@)", "0"),
        Example("[9223372036854775807,1]", "sum(@)", "9.223372036854776e18"),
        Example("\"x\"", "abs(@)", fails: .invalidType), Example("[1,\"a\"]", "sum(@)", fails: .invalidType),
        Example("[1,2]", "max(@)", "2"), Example("[1,2]", "min(@)", "1"), Example("[]", "max(@)", "null"),
        Example(#"["b","a"]"#, "max(@)", #""b""#), Example(#"["b",1]"#, "min(@)", fails: .invalidType),
        Example("[true]", "max(@)", fails: .invalidType),
    ])
    func numbersAreReckoned(example: Example) throws {
        #expect(try example.outcome() == example.expected())
    }

    @Test(arguments: [
        Example("\"foobar\"", "contains(@, 'oba')", "true"), Example("\"foobar\"", "contains(@, `1`)", "false"),
        Example("[1,\"a\"]", "contains(@, `1.0`)", "true"), Example("[[1]]", "contains(@, `[1]`)", "true"),
        Example("1", "contains(@, `1`)", fails: .invalidType),
        Example("\"foobar\"", "starts_with(@, 'foo')", "true"), Example("\"foobar\"", "ends_with(@, 'bar')", "true"),
        Example("\"foobar\"", "ends_with(@, 'foobarx')", "false"),
        Example("\"foobar\"", "starts_with(@, `1`)", fails: .invalidType),
        Example(#"["a","b"]"#, "join('-', @)", #""a-b""#), Example("[1]", "join('-', @)", fails: .invalidType),
        Example("\"\"", "to_number('12')", "12"), Example("1", "to_number('1e1')", "10.0"),
        Example("1", "to_number('x')", "null"), Example("1", "to_number(`true`)", "null"),
        Example("[1,{\"b\":null,\"a\":\"é\"}]", "to_string(@)", #""[1,{\"a\":\"é\",\"b\":null}]""#),
        Example("\"s\"", "to_string(@)", #""s""#), Example("2.0", "to_string(@)", #""2.0""#),
        Example("1", "type(@)", #""number""#), Example("null", "type(@)", #""null""#),
        Example("true", "type(@)", #""boolean""#), Example("{}", "type(@)", #""object""#),
        Example("[]", "type(@)", #""array""#), Example("\"\"", "type(@)", #""string""#),
    ])
    func textIsHandled(example: Example) throws {
        #expect(try example.outcome() == example.expected())
    }

    @Test(arguments: [
        Example(#"{"b":1,"a":2}"#, "keys(@)", #"["a","b"]"#), Example(#"{"b":1,"a":2}"#, "values(@)", "[2,1]"),
        Example("[1]", "keys(@)", fails: .invalidType),
        Example("[1,2]", "length(@)", "2"), Example(#"{"a":1}"#, "length(@)", "1"), Example("1", "length(@)", fails: .invalidType),
        Example(people, "map(&v, @)", "[2,1,2]"), Example("[{},1]", "map(&a, @)", "[null,null]"),
        Example(people, "max_by(@, &v).n", #""a""#), Example(people, "min_by(@, &v).n", #""b""#),
        Example("[]", "max_by(@, &v)", "null"), Example(people, "max_by(@, &x)", fails: .invalidType),
        Example(people, "sort_by(@, &v)[].n", #"["b","a","c"]"#), Example("[]", "sort_by(@, &v)", "[]"),
        Example(#"[{"v":1},{"v":"a"}]"#, "sort_by(@, &v)", fails: .invalidType),
        Example("[3,1,2]", "sort(@)", "[1,2,3]"), Example(#"["b","A","a"]"#, "sort(@)", #"["A","a","b"]"#),
        Example("{}", "merge(`{\"a\":1,\"b\":1}`, `{\"b\":2}`)", #"{"a":1,"b":2}"#), Example("{}", "merge(`1`)", fails: .invalidType),
        Example("{}", "not_null(a, b, 'c')", #""c""#), Example("{}", "not_null(a)", "null"),
        Example("[1,2]", "reverse(@)", "[2,1]"), Example("1", "to_array(@)", "[1]"), Example("[1]", "to_array(@)", "[1]"),
        Example(people, "[?v == `2`] | sort_by(@, &n)[-1].n", #""c""#),
        Example(people, "sort_by(@, v)", fails: .invalidType), Example(people, "length(&v)", fails: .invalidType),
    ])
    func collectionsAreHandled(example: Example) throws {
        #expect(try example.outcome() == example.expected())
    }

    @Test(arguments: [
        Example("{}", "unknown(@)", fails: .unknownFunction), Example("{}", "abs()", fails: .invalidArity),
        Example("{}", "abs(`1`, `2`)", fails: .invalidArity), Example("{}", "merge()", fails: .invalidArity),
        Example("{}", "not_null()", fails: .invalidArity), Example("{}", "sort_by(@)", fails: .invalidArity),
    ])
    func callsAreChecked(example: Example) throws {
        #expect(try example.outcome() == example.expected())
    }

    @Test(arguments: [
        Example(#""héllo 👋🏽""#, "length(@)", "8"),
        Example(#""añ👋""#, "reverse(@)", #""👋ña""#),
        Example(#"["é","z","a"]"#, "sort(@)", #"["a","z","é"]"#),
        Example(#"[{"✓":"✔"}]"#, #"[]."✓""#, #"["✔"]"#),
        Example(#"["é"]"#, "[?@ == 'é']", #"["é"]"#),
        Example("[\"e\u{301}\"]", "[?@ == 'é']", "[]"),
        Example("\"e\u{301}\"", "starts_with(@, 'e')", "true"),
        Example(#""\ud83d\udc4b""#, "length(@)", "1"),
    ])
    func textIsUnicodeScalars(example: Example) throws {
        #expect(try example.outcome() == example.expected())
    }
}
