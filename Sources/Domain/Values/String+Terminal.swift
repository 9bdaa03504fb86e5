extension String {
    /// The text with control characters and bidirectional overrides shown as `\u{1B}`: safe to print in a terminal.
    package var neutralised: String {
        guard unicodeScalars.contains(where: \.isHostileToTerminals) else { return self }
        var result = ""
        for scalar in unicodeScalars {
            if scalar.isHostileToTerminals {
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The same on one line: line feeds and tabs show as `\n` and `\t`.
    package var neutralisedLine: String {
        neutralised.replacing("\n", with: "\\n").replacing("\t", with: "\\t")
    }

    /// `job` → `a job`, `endpoint` → `an endpoint`
    package var withArticle: String {
        guard let first else { return self }
        return ("aeiou".contains(first.lowercased()) ? "an " : "a ") + self
    }
}

extension Unicode.Scalar {
    /// C0 and C1 controls (tab and line feed excepted), bidirectional overrides and isolates.
    package var isHostileToTerminals: Bool {
        switch value {
        case 0x09, 0x0A: false
        case 0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C: true
        default: false
        }
    }
}
