import Domain
import JMESPath
import Testing

@Suite struct QueryErrorTests {
    @Test(arguments: [
        ("foo[abc]", "'abc' cannot stand here, expected a number, ':', '*' or '?'\n  foo[abc]\n      ^"),
        ("foo.", "the query ends too early, expected a name, '*', '[' or '{' after the dot\n  foo.\n      ^"),
        ("[?é = 1]", "'é' has no place in a query\n  [?é = 1]\n    ^"),
        ("a = b", "'=' alone means nothing here, write '=='\n  a = b\n    ^"),
        ("[] | lenght(@)", "there is no function lenght(), did you mean length()?\n  [] | lenght(@)\n       ^"),
        ("join(',')", "join() takes 2 arguments, not 1\n  join(',')\n  ^"),
        ("'open", "the ' is never closed\n  'open\n  ^"),
        ("x[::0]", "a slice cannot step by 0\n  x[::0]\n      ^"),
    ])
    func theCaretStandsUnderTheFault(query: String, message: String) {
        #expect { try JMESPath.Expression(parsing: query) } throws: { String(describing: $0) == message }
    }

    @Test func aWrongTypeNamesTheFunctionAndTheArgument() throws {
        let query = try JMESPath.Expression(parsing: "a | sum(@)")
        #expect { try query.evaluate(["a": ["x", 1]]) } throws: {
            String(describing: $0)
                == "sum() wants an array of numbers as argument 1, not an array of number, string\n  a | sum(@)\n      ^"
        }
    }

    @Test(arguments: [
        ("foo[abc]", 5, "text stands in '…', numbers and other JSON in `…`; the language is told at jmespath.org"),
        ("a | join(',')", 5, "it takes a string, an array of strings"),
        ("a | not_null()", 5, "it takes a value, …"),
        ("x[::0]", 5, "leave the step out, or step by 1 or -1"),
        ("a | length(none)", 5, "where there may be none, write length(… || '' …)"),
        ("sort_by(a, b)", 1, "write & before it: sort_by(…, &name)"),
        ("sum('x')", 1, "to_string(), to_number() and to_array() make one type of another"),
    ])
    func anErrorSaysWhereAndWhatToDo(query: String, column: Int, hint: String) {
        #expect {
            try JMESPath.Expression(parsing: query).evaluate(["a": ["x"]])
        } throws: { error in
            let error = error as? QueryError
            return error?.column == column && error?.hint == hint
        }
    }

    @Test func anUnknownFunctionIsToldWhichThereAre() {
        #expect { try JMESPath.Expression(parsing: "lenght(@)") } throws: {
            ($0 as? QueryError)?.hint.hasPrefix("there are abs(), avg(), ceil()") == true
        }
    }

    /// Each is as deep a tree as it is long a text.
    @Test(arguments: [
        "(", "[", "!", "{a:", "[?", "a.", "a||", "a&&", "@|", "[]", "[*]", "[0]", "*.", "a[", "sort_by(@,&", "a==", "[::",
    ])
    func deepNestingIsRefusedAndNotACrash(piece: String) throws {
        let query = String(repeating: piece, count: 60_000) + "a"
        let error = #expect(throws: QueryError.self) { try JMESPath.Expression(parsing: query) }
        #expect(error?.kind == .syntax)
        // The sentence, the part of the query around the fault, and the caret.
        let lines = String(describing: try #require(error)).split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.allSatisfy { $0.count <= 106 })
        #expect(lines.last?.drop { $0 == " " } == "^")
    }

    @Test func aChainOfAThousandStepsIsEvaluated() throws {
        let query = "a" + String(repeating: " || a", count: 999) + " || 'end'"
        #expect(try JMESPath.Expression(parsing: query).evaluate([:]) == "end")
    }

    @Test func ofALongQueryThePartAroundTheFaultIsShown() {
        let query = String(repeating: "a", count: 200) + " = " + String(repeating: "b", count: 200)
        #expect { try JMESPath.Expression(parsing: query) } throws: {
            String(describing: $0)
                == "'=' alone means nothing here, write '=='\n"
                + "  …\(String(repeating: "a", count: 59)) = \(String(repeating: "b", count: 38))…\n"
                + "  \(String(repeating: " ", count: 61))^"
        }
    }

    @Test func whatATerminalWouldObeyIsNotRepeated() {
        #expect { try JMESPath.Expression(parsing: "a\u{1B}[31m") } throws: {
            String(describing: $0) == "'\\u{1B}' has no place in a query\n  a\u{FFFD}[31m\n   ^"
        }
    }
}
