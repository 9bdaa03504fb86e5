/// What may stand in a place of a document, as the grammar's notation has it.
indirect enum GrammarType: Sendable {
    /// How freely the words of a choice may be spelled.
    enum Spelling: Sendable {
        /// `{a|b}`
        case anyCase
        /// `{_a_b}`: also `aB` and `AB`.
        case camelCase
        /// `{~aB}`: also `a_b`.
        case snakeCase
        /// `{=a|b}`
        case exact
    }

    /// `text`, `text/^[a-z]+$/`
    case text(pattern: String?)
    /// A whole number; `whole` does not take one in quotes.
    case integer, whole
    case number, flag, any, version
    /// An ISO 8601 date and time, in quotes or not.
    case moment
    /// Numbers with points between them: `3.4`.
    case release
    /// Text, a number or a boolean.
    case literal
    /// `${{parent.…}}`
    case binding
    /// A file or folder of this box.
    case path
    /// A file or folder of this box that must be there, or any reference to data elsewhere.
    case data
    /// A conda file's path, or what would stand in it.
    case conda
    case url, git
    /// `/subscriptions/…/providers/…`
    case arm
    /// `azureml://registries/…`
    case registry
    /// `azureml://feeds/…`
    case feed
    /// `azureml:` and anything.
    case reference
    /// `azureml:NAME`, `azureml:NAME:VERSION`, `azureml:NAME@LABEL`
    case asset
    /// The same, and the version or label must be said.
    case pinned
    /// `{a|b}`
    case choice([String], Spelling)
    /// `list T`
    case list(GrammarType)
    /// `map T`, `map<K> T`
    case map(keys: GrammarKeys, GrammarType)
    /// `(A | B)`
    case union([GrammarType])
    /// A name that the grammar gives to a map of fields or to another type.
    case named(String, GrammarManner)
    /// The path of a YAML file that holds what the name stands for, with `file:` before it or without.
    case file(String)
    /// The same, and `file:` must be said.
    case linked(String)
    /// `T?`: nothing at all will do too.
    case optional(GrammarType)

    var takesNothing: Bool {
        switch self {
        case .optional: true
        case .union(let types): types.contains(where: \.takesNothing)
        default: false
        }
    }
}

/// How freely a map of fields is taken in a place.
struct GrammarManner: Sendable {
    /// `Name+` lets unknown fields pass.
    var isOpen = false
    /// `Name*` lets `${{…}}` stand for any value in it.
    var isBound = false
}

/// What the keys of a map may be.
enum GrammarKeys: Sendable {
    case anything
    /// Lower-case letters, digits and `_`.
    case nodes
    case words([String], GrammarType.Spelling)
}
