import Domain

/// Flags of `az ml` whose meaning only a cloud has. A script that gives them works, and is told that they are ignored;
/// what would change what it gets is refused by name.
struct CloudFlags {
    struct Flag {
        let long: String
        /// As `az ml` has it for this verb: `-m`.
        let short: String?
    }

    let ignored: [Flag]
    let refused: [Flag]

    private static let network =
        "--admin-password --admin-username --enable-node-public-ip --ssh-key-value --ssh-public-access-enabled -p "
        + "--subnet --user-object-id --user-tenant-id --vnet-name"
    private static let identity = "--identity-type --user-assigned-identities -i"
    private static let workspace =
        "--allow-roleassignment-on-rg -r --application-insights -a --container-registry -c --image-build-compute -i "
        + "--managed-network -m --primary-user-assigned-identity -p --public-network-access "
        + "--system-datastores-auth-mode -d --update-dependent-resources -u"

    private static let ignored = [
        "compute create": "\(network) \(identity)",
        "compute update": identity,
        "workspace create":
            "\(workspace) --default-resource-group --enable-data-isolation -e --key-vault -k --network-acls "
            + "--provision-network-now --storage-account -s",
        "workspace list": "--filtered-kinds",
        "workspace update": "\(workspace) --network-acls",
    ]

    private static let refused = [
        "workspace create": "--hub-id --kind",
        "online-deployment create": "--package-model --with-package",
    ]

    /// Those of a command: `["atelier", "compute", "create"]`.
    init(of path: [String]) {
        let verb = path.suffix(2).joined(separator: " ")
        ignored = Self.flags(Self.ignored[verb])
        refused = Self.flags(Self.refused[verb])
    }

    private static func flags(_ text: String?) -> [Flag] {
        var flags: [Flag] = []
        for word in text?.split(separator: " ").map(String.init) ?? [] {
            if word.hasPrefix("--") {
                flags.append(Flag(long: word, short: nil))
            } else if let last = flags.popLast() {
                flags.append(Flag(long: last.long, short: word))
            }
        }
        return flags
    }

    /// The arguments without the ignored flags and their values, and which of them there were.
    ///
    /// No verb of `az ml` takes words that follow no flag, so that all words up to the next one are the flag's.
    /// - Parameters:
    ///   - own: the long options that the verb has; they come first.
    /// Throws `unsupported` for a refused flag.
    func taken(from arguments: [String], own: [String]) throws -> (rest: [String], ignored: [String]) {
        var rest: [String] = []
        var met: [String] = []
        var isValue = false
        for argument in arguments {
            if !argument.hasPrefix("-"), isValue { continue }
            isValue = false
            if let flag = Self.match(argument, among: refused, own: own) {
                throw AtelierError(
                    .unsupported, "'\(flag.long)' is not supported", hint: "leave it out, if you can do without")
            }
            if let flag = Self.match(argument, among: ignored, own: own) {
                met.append(flag.long)
                isValue = !argument.contains("=")
            } else {
                rest.append(argument)
            }
        }
        return (rest, met)
    }

    func ignores(_ argument: String, own: [String]) -> Bool {
        Self.match(argument, among: ignored, own: own) != nil
    }

    private static func match(_ argument: String, among flags: [Flag], own: [String]) -> Flag? {
        guard argument.hasPrefix("--") else { return flags.first { $0.short == argument } }
        let name = String(argument.prefix { $0 != "=" })
        if let flag = flags.first(where: { $0.long == name }) { return flag }
        let near = flags.filter { $0.long.hasPrefix(name) }
        return near.count == 1 && name.count > 2 && !own.contains { $0.hasPrefix(name) } ? near[0] : nil
    }
}
