/// Bodies that are no rows, and a part of the sentence that says why.
enum MalformedBodies {
    static let all: [(text: String, says: String)] =
        syntax + numbers + texts + shapes + fields
        + (0..<20).map { depth in
            (#"{"params": "# + String(repeating: "[", count: 65 + depth * 500), "nested deeper than 64")
        }
        + (0..<10).map { depth in (String(repeating: "[", count: 9 + depth * 1000), "nested deeper than 8") }

    static let bytes: [([UInt8], String)] = [
        (Array("[[\"".utf8) + [0xFF, 0x22, 0x5D, 0x5D], "not UTF-8"),
        (Array("[[\"".utf8) + [0xC0, 0xAF, 0x22, 0x5D, 0x5D], "not UTF-8"),
        (Array("[[\"".utf8) + [0xED, 0xA0, 0x80, 0x22, 0x5D, 0x5D], "not UTF-8"),
        (Array("[[\"".utf8) + [0xE2, 0x82, 0x22, 0x5D, 0x5D], "not UTF-8"),
        (Array("{\"a".utf8) + [0x80] + Array("\": 1}".utf8), "not UTF-8"),
        (Array("[[\"\\n".utf8) + [0xFE, 0x22, 0x5D, 0x5D], "not UTF-8"),
        ([0xEF, 0xBB, 0xBF] + Array("[[1]]".utf8), "byte 0, not '0xef'"),
        ([0], "not '0x0'"), (Array("[[1".utf8) + [0] + Array("]]".utf8), "byte 3, not '0x0'"),
        ([0xFF, 0xFE, 0x5B, 0x00], "0xff"), (Array("[[1]]".utf8) + [0], "follows its end at byte 5"),
        (Array("[[\"a".utf8) + [1, 0x22, 0x5D, 0x5D], "control character at byte 4"),
    ]

    private static let syntax: [(String, String)] = [
        ("", "no body"), (" ", "ends too early"), ("hello", "not 'h'"), ("1", "not '1'"), ("\"[[1]]\"", "not '\"'"),
        ("null", "not 'n'"), ("true", "not 't'"), ("[", "ends too early"), ("{", "ends too early"), ("]", "not ']'"),
        ("[[1]", "ends too early"), ("[[1]]]", "follows its end at byte 5"), ("[[1]] [[2]]", "follows its end"),
        ("[[1],]", "not a list (byte 5)"), ("[[1,]]", "not ']'"), ("[[,1]]", "not ','"), ("[[1 2]]", "byte 4, not '2'"),
        ("[[1];[2]]", "not ';'"), ("[[1}]", "not '}'"), ("{\"data\" [[1]]}", "':' after the name 'data'"),
        ("{\"data\": [[1]]", "ends too early"), ("{data: [[1]]}", "a name in quotes"), ("{'data': [[1]]}", "quotes"),
        ("{\"data\": [[1]],}", "a name in quotes"), ("{\"data\": [[1]]]", "not ']'"), ("[[1]]//x", "follows its end"),
        ("[[1]/*x*/]", "not '/'"), ("a,b\n1,2\n", "not 'a'"), ("data=[[1]]", "not 'd'"), ("<xml/>", "not '<'"),
        ("{\"data\": [[1]]}{\"data\": [[1]]}", "follows its end"), ("[[tru]]", "not 't'"), ("[[nul]]", "not 'n'"),
        ("[[True]]", "not 'T'"), ("[[None]]", "not 'N'"), ("[[undefined]]", "not 'u'"), ("[[nan]]", "not 'n'"),
    ]

    private static let numbers: [(String, String)] = [
        ("[[01]]", "not a number"), ("[[-01]]", "not a number"), ("[[1.]]", "not a number"), ("[[.5]]", "not a number"), ("[[/1]]", "not a number"),
        ("[[+1]]", "not '+'"), ("[[-]]", "not a number"), ("[[--1]]", "not a number"), ("[[1e]]", "not a number"),
        ("[[1e+]]", "not a number"), ("[[1.e5]]", "not a number"), ("[[0x10]]", "not 'x'"), ("[[1_000]]", "not '_'"),
        ("[[1,000.5.5]]", "not a number"), ("[[1e5.5]]", "not '.'"), ("[[Infinity]]", "infinite"),
        ("[[-Infinity]]", "infinite"), ("[[1, 2], [3, Infinity]]", "at byte 13 is infinite"), ("[Infinity]", "infinite"),
        ("[-Infinity]", "infinite"), ("[[inf]]", "not 'i'"), ("[[-NaN]]", "not a number"), ("[[1e309]]", "beyond a double"),
        ("[[-1e309]]", "beyond a double"), ("[[1" + String(repeating: "0", count: 400) + "]]", "beyond a double"),
        ("[[1e99999999999999999999]]", "beyond a double"), ("[[12abc]]", "not 'a'"), ("[[1d]]", "not 'd'"),
    ]

    private static let texts: [(String, String)] = [
        (#"[["a]]"#, "ends too early"), (#"[["\x41"]]"#, "no escape '\\x'"), (#"[["\u12"]]"#, "four hexadecimal"),
        (#"[["\u12g4"]]"#, "four hexadecimal"), (#"[["\ud800"]]"#, "surrogate"), (#"[["\udc00"]]"#, "surrogate"),
        (#"[["\ud800\ud800"]]"#, "surrogate"), (#"[["\ud800x"]]"#, "surrogate"), (#"[["\"#, "ends too early"),
        ("[[\"a\nb\"]]", "control character"), ("[[\"a\tb\"]]", "control character"), ("[['a']]", "not '''"),
        (#"[["a"], [1]]"#, "row 1, column 0 is a number"), (#"[[1], ["a"]]"#, "row 0, column 0 is a number"),
        (#"[{"x": 1, "y": "a"}, {"x": "b", "y": "c"}]"#, "row 0, column 'x' is a number"), (#"["a", 1]"#, "among texts"),
        (#"[1, "a"]"#, "a text among numbers"), (#"["a", null]"#, "among texts"),
    ]

    private static let shapes: [(String, String)] = [
        ("[]", "has no rows"), ("[[]]", "row 0 is empty"), ("[[1], []]", "row 1 is empty"), ("[{}]", "row 0 has no columns"),
        ("[[1, 2], [3]]", "row 1 has 1 cells, and row 0 has 2"), ("[[1], [2, 3]]", "row 1 has 2 cells, and row 0 has 1"),
        ("[[1], 2]", "row 1 is not a list"), ("[[1], {\"a\": 1}]", "row 1 is not a list"),
        ("[[1], null]", "row 1 is not a list"), ("[1, [2]]", "not '['"), ("[[1, [2]]]", "row 0, column 1 holds a list"),
        ("[[1, {\"a\": 2}]]", "row 0, column 1 holds an object"), ("[{\"a\": 1}, [2]]", "row 1 is not a record"),
        ("[{\"a\": 1}, 2]", "row 1 is not a record"), ("[{\"a\": [1]}]", "row 0, column 0 holds a list"),
        ("[{\"a\": {\"b\": 1}}]", "holds an object"), ("[{\"a\": 1}, {\"b\": 1}]", "a column 'b' that row 0 has not"),
        ("[{\"a\": 1, \"b\": 2}, {\"a\": 1}]", "row 1 has no column 'b'"),
        ("[{\"a\": 1, \"b\": 2}, {\"b\": 1}]", "row 1 has no column 'a'"),
        ("[{\"a\": 1, \"a\": 2}]", "row 0 has the column 'a' twice"),
        ("[{\"a\": 1, \"b\": 2}, {\"a\": 1, \"a\": 2}]", "row 1 has the column 'a' twice"),
        ("[{\"a\": 1, \"b\": 2}, {\"a\": 1, \"b\": 2, \"c\": 3}]", "a column 'c'"),
        ("[{\"a\": 1}, {}]", "row 1 has no columns"), ("[[[1], [2, 3]]]", "has 2 elements"),
        ("[[[1, 2]], [[1, 2], [3, 4]]]", "has 2 elements"), ("[[[1]], [1]]", "nested otherwise"),
        ("[[[]]]", "is empty"), ("[[[1]], []]", "is empty"), ("[[[1], 2]]", "'[' expected"), ("[[[1, [2]]]]", "not '['"),
        ("[[[1]], [[{\"a\": 1}]]]", "not '{'"), ("[[[[1]]], [[1]]]", "nested otherwise"), ("[[[1]], [[[1]]]]", "nested otherwise"),
        ("{\"inputs\": {\"a\": [1, 2], \"b\": [1]}}", "column 'b' has 1 rows"), ("{\"inputs\": {\"a\": 1}}", "'a' is not a list"),
        ("{\"inputs\": {\"a\": []}}", "is empty"), ("{\"inputs\": {\"a\": [1], \"a\": [2]}}", "'a' is given twice"),
        ("{\"inputs\": {\"a\": {\"b\": 1}}}", "'a' is not a list"), ("{\"inputs\": {\"a\": \"x\"}}", "'a' is not a list"),
        ("{\"inputs\": {\"a\": [1, \"x\"]}}", "a text among numbers"), ("{\"inputs\": {}}", "'inputs' is empty"),
    ]

    private static let fields: [(String, String)] = [
        ("{}", "none of 'data'"), ("{\"params\": {}}", "none of 'data'"), ("{\"rows\": [[1]]}", "unknown field 'rows' at byte 1"),
        ("{\"data\": [[1]], \"x\": 1}", "unknown field 'x'"), ("{\"data\": [[1]], \"data\": [[1]]}", "'data' twice"),
        ("{\"data\": [[1]], \"inputs\": [[1]]}", "both 'data' and 'inputs'"), ("{\"data\": 1}", "the rows of 'data'"),
        ("{\"data\": \"[[1]]\"}", "the rows of 'data'"), ("{\"data\": null}", "the rows of 'data'"), ("{\"data\": []}", "'data' has no rows"),
        ("{\"data\": {}}", "'data' is empty"), ("{\"Data\": [[1]]}", "unknown field 'Data'"), ("{\"\": [[1]]}", "unknown field ''"),
        ("{\"params\": 1, \"params\": 2, \"data\": [[1]]}", "'params' twice"), ("{\"data\": [[1]], \"params\": }", "a value"),
        ("{\"outputs\": \"x\", \"data\": [[1]]}", "list of 'outputs'"), ("{\"outputs\": [1], \"data\": [[1]]}", "a name in quotes"),
        ("{\"outputs\": [\"x\"], \"outputs\": [\"x\"], \"data\": [[1]]}", "'outputs' twice"),
        ("{\"dataframe_split\": [[1]]}", "'dataframe_split' is a list"), ("{\"dataframe_records\": {\"a\": [1]}}", "is an object"),
        ("{\"dataframe_records\": [[1]]}", "not a list of records"), ("{\"dataframe_split\": {\"columns\": [\"a\"]}}", "has no 'data'"),
        ("{\"dataframe_split\": {\"rows\": [[1]]}}", "unknown field 'rows'"), ("{\"dataframe_split\": {\"data\": []}}", "has no rows"),
        ("{\"input_data\": {\"columns\": [\"a\"], \"data\": [[1, 2]]}}", "names 1 columns, and a row has 2 cells"),
        ("{\"input_data\": {\"columns\": [\"a\", \"a\"], \"data\": [[1, 2]]}}", "names 'a' twice"),
        ("{\"input_data\": {\"columns\": \"a\", \"data\": [[1]]}}", "list of 'columns'"),
        ("{\"input_data\": {\"columns\": [null], \"data\": [[1]]}}", "the name of a column"),
        ("{\"input_data\": {\"columns\": [1.5], \"data\": [[1]]}}", "the name of a column"),
        ("{\"input_data\": {\"columns\": [], \"data\": [[1]]}}", "names 0 columns"),
        ("{\"input_data\": {\"index\": [0, 1], \"data\": [[1]]}}", "is for 2 rows, and 'data' has 1"),
        ("{\"input_data\": {\"index\": 0, \"data\": [[1]]}}", "'index' of 'input_data' is not a list"),
        ("{\"input_data\": {\"data\": [[1]], \"data\": [[1]]}}", "'data' twice"), ("{\"input_data\": {\"data\": {}}}", "the list of rows"),
        ("{\"input_data\": {\"data\": [{\"a\": 1}]}}", "row 0 is not a list"), ("{\"input_data\": {\"data\": [1]}}", "row 0 is not a list"),
        ("{\"input_data\": {\"columns\": [\"a\"], \"columns\": [\"a\"], \"data\": [[1]]}}", "'columns' twice"),
        ("{\"input_data\": 5}", "the rows of 'input_data'"), ("{\"instances\": true}", "the rows of 'instances'"),
        ("{\"" + String(repeating: "k", count: 100_000) + "\": 1}", "kkk…"), ("{\"a\\u0007b\\nc\": 1}", "unknown field 'abc'"),
    ]
}
