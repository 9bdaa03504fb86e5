import JMESPath
import Testing

@Suite struct LanguageTests {
    static let family = #"{"foo":{"bar":{"baz":"correct","list":[1,2,3]},"1":"one"},"é":"acute","with space":0}"#
    static let people = """
        {"people":[{"name":"Ann","age":30,"tags":["a","b"]},{"name":"Bob","age":25,"tags":[]},
        {"name":"Cy","age":null,"tags":["c"]},{"age":41}],"scores":[[1,2],[3,[4]],5],
        "by":{"x":{"n":1},"y":{"n":2},"z":3}}
        """

    @Test(arguments: [
        Example(family, "foo.bar.baz", #""correct""#),
        Example(family, "foo . bar\n.baz", #""correct""#),
        Example(family, "foo.missing.baz", "null"),
        Example(family, "foo.bar.baz.deeper", "null"),
        Example(family, #"foo."1""#, #""one""#),
        Example(family, #""with space""#, "0"),
        Example(family, #""é""#, #""acute""#),
        Example(family, #""\u00e9""#, #""acute""#),
        Example(family, "foo.1", fails: .syntax),
        Example("[1]", "foo", "null"),
        Example("null", "foo", "null"),
        Example(family, "@.foo.bar.list[0]", "1"),
        Example("[1,2]", "@", "[1,2]"),
        Example(#"{"a\"b":1,"c\\d":2,"e\nf":3}"#, #""a\"b""#, "1"),
        Example(#"{"a\"b":1,"c\\d":2,"e\nf":3}"#, #""c\\d""#, "2"),
        Example(#"{"a\"b":1,"c\\d":2,"e\nf":3}"#, #""e\nf""#, "3"),
    ])
    func namesAreFollowed(example: Example) throws {
        #expect(try example.outcome() == example.expected())
    }

    @Test(arguments: [
        Example("[0,1,2,3]", "[0]", "0"),
        Example("[0,1,2,3]", "[-1]", "3"),
        Example("[0,1,2,3]", "[4]", "null"),
        Example("[0,1,2,3]", "[-5]", "null"),
        Example("[[1,2],[3]]", "[0][1]", "2"),
        Example("\"text\"", "[0]", "null"),
        Example("[0,1,2,3,4,5]", "[1:3]", "[1,2]"),
        Example("[0,1,2,3,4,5]", "[:2]", "[0,1]"),
        Example("[0,1,2,3,4,5]", "[4:]", "[4,5]"),
        Example("[0,1,2,3,4,5]", "[-2:]", "[4,5]"),
        Example("[0,1,2,3,4,5]", "[::2]", "[0,2,4]"),
        Example("[0,1,2,3,4,5]", "[::-1]", "[5,4,3,2,1,0]"),
        Example("[0,1,2,3,4,5]", "[4:1:-2]", "[4,2]"),
        Example("[0,1,2,3,4,5]", "[-100:100]", "[0,1,2,3,4,5]"),
        Example("[0,1,2,3,4,5]", "[10:0:-1]", "[5,4,3,2,1]"),
        Example("[0,1,2]", "[:]", "[0,1,2]"),
        Example("\"text\"", "[0:1]", "null"),
        Example(#"[{"a":1},{"a":2},{"b":3}]"#, "[0:3].a", "[1,2]"),
        Example(#"[{"a":[{"b":1},{"b":2}]}]"#, "[0].a[:1].b", "[1]"),
        Example("[1]", "[0:1:0]", fails: .invalidValue),
        Example("[1]", "[0:1:1:1]", fails: .syntax),
        Example("[1]", "[0 1]", fails: .syntax),
        Example("[1]", "[1:x]", fails: .syntax),
    ])
    func indicesAndSlicesPick(example: Example) throws {
        #expect(try example.outcome() == example.expected())
    }

    @Test(arguments: [
        Example(people, "people[*].name", #"["Ann","Bob","Cy"]"#),
        Example(people, "people[*].age", "[30,25,41]"),
        Example(people, "people[*].tags[0]", #"["a","c"]"#),
        Example(people, "people[].tags[]", #"["a","b","c"]"#),
        Example(people, "people[*].tags | [0]", #"["a","b"]"#),
        Example(people, "people[*].tags[*]", #"[["a","b"],[],["c"]]"#),
        Example(people, "scores[]", "[1,2,3,[4],5]"),
        Example(people, "scores[][]", "[1,2,3,4,5]"),
        Example(people, "by.*.n", "[1,2]"),
        Example(people, "by.* | [2]", "3"),
        Example(people, "*.x.n", "[1]"),
        Example(people, "by[*]", "null"),
        Example(people, "scores.*", "null"),
        Example(people, "missing[*].x", "null"),
        Example(people, "missing[]", "null"),
        Example(#"{"a":{"b":{"c":1}},"d":{"b":{"c":2}}}"#, "*.*.c", "[[1],[2]]"),
        Example(#"{"a":{"b":{"c":1}},"d":{"b":{"c":2}}}"#, "*.b.c", "[1,2]"),
        Example("[[1],[2,3]]", "[*][0]", "[1,2]"),
        Example("[[1],[2,3]]", "[*] | [0]", "[1]"),
        Example("[1]", "[*", fails: .syntax),
        Example("[1]", "foo[*]bar", fails: .syntax),
        Example("[1]", "foo.[*]x", fails: .syntax),
    ])
    func projectionsReachEveryElement(example: Example) throws {
        #expect(try example.outcome() == example.expected())
    }

    @Test(arguments: [
        Example(people, "people[?age > `26`].name", #"["Ann"]"#),
        Example(people, "people[?age >= `25` && age < `40`].name", #"["Ann","Bob"]"#),
        Example(people, "people[?name == 'Bob' || name == 'Cy'].name", #"["Bob","Cy"]"#),
        Example(people, "people[?name == 'Bob' && age == `1` || age == `41`].age", "[41]"),
        Example(people, "people[?!name].age", "[41]"),
        Example(people, "people[?tags].name", #"["Ann","Cy"]"#),
        Example(people, "people[?!(age < `40`) && name].name", #"["Cy"]"#),
        Example(people, "people[?name != 'Ann'].name | [0]", #""Bob""#),
        Example(people, "people[?name=='Ann'] | length(@)", "1"),
        Example(people, "people[?contains(tags || `[]`, 'b')].name", #"["Ann"]"#),
        Example(people, "people[?name == `Bob`].age", "[25]"),
        Example(people, "people[?age == `25`][]", #"[{"name":"Bob","age":25,"tags":[]}]"#),
        Example(people, "by[?n]", "null"),
        Example("[[1,2],[3]]", "[?[0] == `1`]", "[[1,2]]"),
        Example("[1,2,3]", "[?@ > `1`]", "[2,3]"),
        Example("[1]", "[?]", fails: .syntax),
        Example("[1]", "[?@", fails: .syntax),
    ])
    func filtersKeepWhatIsTrue(example: Example) throws {
        #expect(try example.outcome() == example.expected())
    }

    @Test(arguments: [
        Example("{}", "`1` == `1.0`", "true"),
        Example("{}", "`0` == `false`", "false"),
        Example("{}", "`{\"a\":[1]}` == `{\"a\":[1.0]}`", "true"),
        Example("{}", "`null` == missing", "true"),
        Example("{}", "'a' < 'b'", "true"),
        Example("{}", "'a' < `1`", "null"),
        Example("{}", "`true` > `false`", "null"),
        Example("{}", "`0` && 'zero is true'", #""zero is true""#),
        Example("{}", "'' || `[]` || `{}` || `false` || missing || 'last'", #""last""#),
        Example("{}", "!`[]` && !''", "true"),
        Example("{}", "!`0`", "false"),
        Example(#"{"a":{"b":false}}"#, "!(a.b)", "true"),
        Example("{}", "`1` < `2` == `true`", "true"),
        Example("{}", "`true` || `false` && `false`", "true"),
        Example("{}", "(`true` || `false`) && `false`", "false"),
        Example("{}", "a = b", fails: .syntax),
        Example("{}", "a ||", fails: .syntax),
        Example("{}", "== a", fails: .syntax),
    ])
    func comparisonsAndLogicHold(example: Example) throws {
        #expect(try example.outcome() == example.expected())
    }

    @Test(arguments: [
        Example(family, "foo.[bar.baz, \"1\"]", #"["correct","one"]"#),
        Example(family, "foo.{a: bar.baz, \"b c\": missing}", #"{"a":"correct","b c":null}"#),
        Example(family, "[foo.\"1\", `2`, 'x']", #"["one",2,"x"]"#),
        Example(family, "{k: {m: @.foo.\"1\"}}", #"{"k":{"m":"one"}}"#),
        Example(family, "missing.[a]", "null"),
        Example(family, "missing.{a: b}", "null"),
        Example(people, "people[*].[name, age]", #"[["Ann",30],["Bob",25],["Cy",null],[null,41]]"#),
        Example(people, "people[?age].{n: name} | [-1]", #"{"n":null}"#),
        Example(people, "[people[*], by] | [1].x", #"{"n":1}"#),
        Example(family, "[]", "null"),
        Example(family, "{}", fails: .syntax),
        Example(family, "{a}", fails: .syntax),
        Example(family, "[a,]", fails: .syntax),
        Example(family, "{a: b,}", fails: .syntax),
        Example(family, "foo.[0]", fails: .syntax),
    ])
    func multiSelectsBuild(example: Example) throws {
        #expect(try example.outcome() == example.expected())
    }

    @Test(arguments: [
        Example("{}", #"'raw \' quote'"#, #""raw ' quote""#),
        Example("{}", #"'back\\slash \n stays'"#, #""back\\\\slash \\n stays""#),
        Example("{}", "''", #""""#),
        Example("{}", "`[1, {\"a\": null}]`", #"[1,{"a":null}]"#),
        Example("{}", "`  {\"foo\": true}`", #"{"foo":true}"#),
        Example("{}", #"`"tick \` tick"`"#, #""tick ` tick""#),
        Example("{}", "`bare word`", #""bare word""#),
        Example("{}", "`1.5e1`", "15.0"),
        Example("{}", "`", fails: .syntax),
        Example("{}", "'open", fails: .syntax),
        Example("{}", "\"open", fails: .syntax),
        Example("{}", "foo.'raw'", fails: .syntax),
        Example("{}", "foo.`1`", fails: .syntax),
    ])
    func literalsStandForThemselves(example: Example) throws {
        #expect(try example.outcome() == example.expected())
    }

    @Test(arguments: [
        "", ".", "foo.", ".foo", "foo..bar", "foo bar", "[", "]", "foo]", "(foo", "foo)", "foo.bar.", "#", "-", "&foo",
        "foo.&bar", "[&foo]", "\"foo\"(@)", "foo[", "foo[abc]", "foo[0", "a | ", "| a", "{a: }", "{1: a}", "@(foo)",
        "length(", "length(@", "length(@,)", "length(@ @)", "foo.*bar", "\"\\x\"", "`{\"a\": }`",
    ])
    func nonsenseIsRefused(query: String) throws {
        #expect(try Example("{}", query, fails: .syntax).outcome() == "syntax")
    }
}
