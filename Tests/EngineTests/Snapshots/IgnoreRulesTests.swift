@testable import Engine
import Testing

@Suite struct IgnoreRulesTests {
    @Test(arguments: [
        // rules, path, is a folder, ignored
        ("*.pyc", "a.pyc", false, true),
        ("*.pyc", "deep/er/a.pyc", false, true),
        ("*.pyc", "a.py", false, false),
        ("build/", "build", true, true),
        ("build/", "build", false, false),
        ("build/", "src/build", true, true),
        ("/build", "build", true, true),
        ("/build", "src/build", true, false),
        ("docs/*.md", "docs/a.md", false, true),
        ("docs/*.md", "docs/sub/a.md", false, false),
        ("docs/*.md", "x/docs/a.md", false, false),
        ("**/logs", "a/b/logs", true, true),
        ("**/logs", "logs", true, true),
        ("logs/**", "logs/a/b", false, true),
        ("logs/**", "logs", true, false),
        ("a/**/b", "a/b", true, true),
        ("a/**/b", "a/x/y/b", true, true),
        ("a/**/b", "a/x/y/c", true, false),
        ("*.log\n!keep.log", "keep.log", false, false),
        ("!keep.log\n*.log", "keep.log", false, true),
        ("# comment\n\nx", "x", false, true),
        ("\\#x", "#x", false, true),
        ("\\!x", "!x", false, true),
        ("x  ", "x", false, true),
        ("x\\ ", "x ", false, true),
        ("data[0-9].csv", "data7.csv", false, true),
        ("data[!0-9].csv", "data7.csv", false, false),
        ("data[!0-9].csv", "datax.csv", false, true),
        ("a?c", "abc", false, true),
        ("a?c", "a/c", false, false),
        ("*", "anything", false, true),
        ("a[", "a[", false, true),
        ("*a*b*c", "xxaxxbxxc", false, true),
        ("*a*b*c", "xxaxxbxx", false, false),
        ("[]-]x", "]x", false, true),
        ("x/\r\n", "x", true, true),
        ("**/**/x", "x", false, true),
        ("**/**/x", "a/b/x", false, true),
        ("a/**/**", "a", true, false),
        ("a/**/**", "a/b", true, true),
        ("**", "a", false, true),
        ("a/**/b/**/c", "a/b/c", false, true),
        ("a/**/b/**/c", "a/x/b/b/y/c", false, true),
        ("a/**/b/**/c", "a/x/c", false, false),
    ])
    func matchesAsGitDoes(_ rules: String, _ path: String, _ isFolder: Bool, _ isIgnored: Bool) {
        #expect(IgnoreRules(text: rules).ignores(path, isFolder: isFolder) == isIgnored)
    }

    @Test func aPatternOfManyFoldersIsQuick() {
        let path = Array(repeating: "a", count: 200).joined(separator: "/")
        #expect(!IgnoreRules(text: String(repeating: "**/", count: 400) + "x").ignores(path, isFolder: false))
        #expect(!IgnoreRules(text: String(repeating: "**/a/", count: 60) + "x").ignores(path, isFolder: false))
    }

    @Test func aPatternOfManyStarsIsQuick() {
        let rules = IgnoreRules(text: String(repeating: "*a", count: 40) + "b")
        #expect(!rules.ignores(String(repeating: "a", count: 400), isFolder: false))
    }
}
