import Testing

/// What a person can name, and the command lines that lead such a thing through its life.
struct NamedNoun: Sendable, CustomTestStringConvertible {
    /// The group of its verbs, `model`.
    let group: String
    /// What follows the group and the name to make one, `FOLDER` standing for the user's.
    let create: [String]
    var hasVersions = false
    /// Ends what would keep it from being deleted.
    var settle: [String] = []
    let change: [String]
    var asksBeforeDeleting = true
    /// Names that its rule allows, at their worst.
    let names: [String]

    var testDescription: String { group }

    static let all = [
        NamedNoun(
            group: "workspace", create: ["create"], change: ["--set", "tags.a=1"], names: assetNames),
        NamedNoun(
            group: "compute", create: ["create", "--type", "amlcompute", "--size", "Standard_DS1_v2", "--max-instances", "1"],
            change: ["--max-instances", "2"], names: endpointNames),
        NamedNoun(
            group: "environment", create: ["create", "--image", "python"], hasVersions: true,
            change: ["--set", "tags.a=1"], names: assetNames),
        NamedNoun(
            group: "model", create: ["create", "--path", "FOLDER/model"], hasVersions: true,
            change: ["--set", "tags.a=1"], names: assetNames),
        NamedNoun(
            group: "data", create: ["create", "--path", "FOLDER/model", "--type", "uri_folder"], hasVersions: true,
            change: ["--set", "tags.a=1"], names: assetNames),
        NamedNoun(
            group: "component", create: ["create", "--file", "FOLDER/component.yml"], hasVersions: true,
            change: ["--set", "tags.a=1"], names: ["a_b", "x_", "null", String(repeating: "c", count: 255)]),
        NamedNoun(
            group: "job", create: ["create", "--file", "FOLDER/job.yml"], settle: ["stream"],
            change: ["--set", "tags.a=1"], names: assetNames),
        NamedNoun(
            group: "online-endpoint", create: ["create"], change: ["--set", "tags.a=1"], names: endpointNames),
    ]

    private static let assetNames = ["a", "1", "A.b-c_d", "a..", "null", String(repeating: "n", count: 255)]
    private static let endpointNames = ["null", "A-1", "a--b", String(repeating: "e", count: 32)]

    /// Names that no rule allows.
    static let hostile = [
        " ", "a b", "naïve", "🦊", "e\u{301}", "a/b", ".", "..", "../x", "/etc/passwd", String(repeating: "n", count: 300),
        "a\nb", "a\rb", "a\tb", "a\u{1B}[31mb", "\u{1B}]0;title\u{07}", "a\u{202E}b", "a\u{FFFD}b", "-x", "--name", "a%2fb",
        "a?b=c#d", "x'; drop table job; --", "$(id)", "a@latest", "a:1", ".hidden", "*", "~", "{a}",
    ]
}
