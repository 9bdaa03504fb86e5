import Domain
import Testing

@Suite struct ArtifactPathTests {
    @Test(arguments: [
        "..", "../x", "a/../../x", "a/..", "/etc/passwd", "%2e%2e/x", "%2E%2e%2fx", "a/%252e%252e/x", "%25252e%25252e/x",
        "a\\..\\x", "%5c..%5cx", "a\u{0}b", "a%00b", "a#b", "a%23b", "a?b", "a%3fb", "C:/x", "a\nb", "%2fetc",
        // A combining mark makes one character of itself and the byte before it.
        "../\u{301}x", "a/../\u{301}x", "%2e%2e/%CC%81x", "/\u{301}etc", "a\\\u{301}b", "a#\u{301}", "a?\u{301}",
    ])
    func refusesWhatCouldLeave(text: String) {
        #expect(throws: AtelierError.self) { try ArtifactPath(text) }
    }

    @Test(arguments: [
        ("a/b.txt", ["a", "b.txt"]), ("", []), ("a//b/", ["a", "b"]), ("./a", ["a"]), ("100%.txt", ["100%.txt"]),
        ("..a/b..", ["..a", "b.."]), ("é ü/日本.txt", ["é ü", "日本.txt"]), ("...", ["..."]), ("ab:c", ["ab:c"]), ("a/\u{301}b", ["a", "\u{301}b"]),
    ])
    func acceptsPlainPaths(text: String, parts: [String]) throws {
        #expect(try ArtifactPath(text).parts == parts)
    }
}
