/// What Azure ML allows a name to be, noun by noun.
package struct NameRule: Sendable {
    package let noun: String
    package let length: ClosedRange<Int>
    let first: @Sendable (Character) -> Bool
    let rest: @Sendable (Character) -> Bool
    let last: @Sendable (Character) -> Bool
    let explanation: String

    /// Endpoints and deployments: `^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$`, 3 to 32 characters.
    package static func endpoint(_ noun: String) -> NameRule {
        NameRule(
            noun: noun, length: 3...32, first: \.isASCIILetter, rest: { $0.isASCIIAlphanumeric || $0 == "-" },
            last: \.isASCIIAlphanumeric,
            explanation: "3 to 32 letters, digits or '-', starting with a letter and not ending with '-'")
    }

    /// Workspaces, groups, computes, jobs and assets: letters, digits, '-', '_' and '.', up to 255 characters.
    package static func asset(_ noun: String) -> NameRule {
        NameRule(
            noun: noun, length: 1...255, first: \.isASCIIAlphanumeric,
            rest: { $0.isASCIIAlphanumeric || $0 == "-" || $0 == "_" || $0 == "." }, last: { _ in true },
            explanation: "1 to 255 letters, digits, '-', '_' or '.', starting with a letter or a digit")
    }

    /// Components, whose names are names in pipelines too.
    package static let component = NameRule(
        noun: "component", length: 1...255, first: { $0.isASCIILowercase || $0 == "_" },
        rest: { $0.isASCIILowercase || ($0.isASCII && $0.isNumber) || $0 == "_" }, last: { _ in true },
        explanation: "lower-case letters, digits and '_', not starting with a digit")

    /// Inputs and outputs of jobs, which are names of variables and folders too.
    package static func parameter(_ noun: String) -> NameRule {
        NameRule(
            noun: noun, length: 1...255, first: { $0.isASCIILetter || $0 == "_" },
            rest: { $0.isASCIIAlphanumeric || $0 == "_" }, last: { _ in true },
            explanation: "letters, digits and '_', not starting with a digit")
    }

    /// Throws `invalidArgument` when the name breaks the rule; no name that passes can leave its folder.
    package func check(_ name: String) throws {
        let characters = Array(name)
        guard length.contains(characters.count), let head = characters.first, let tail = characters.last,
            first(head), last(tail), characters.dropFirst().allSatisfy(rest)
        else {
            throw AtelierError(
                .invalidArgument, "'\(name.neutralised)' cannot be the name of \(noun.withArticle)",
                hint: "use \(explanation)")
        }
    }
}

extension Character {
    var isASCIILowercase: Bool { isASCII && isLowercase }
    var isASCIILetter: Bool { isASCII && isLetter }
    var isASCIIAlphanumeric: Bool { isASCII && (isLetter || isNumber) }
}
