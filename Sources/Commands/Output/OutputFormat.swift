import ArgumentParser

/// The forms a result can be printed in, `az`'s own.
package enum OutputFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
    case json, jsonc, yaml, yamlc, table, tsv, none

    package init?(argument: String) {
        self.init(rawValue: argument.lowercased())
    }
}
