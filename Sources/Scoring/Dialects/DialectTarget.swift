/// What a path below an endpoint asks for in another dialect than Azure's.
struct DialectTarget: Equatable {
    /// The model that a path names: the endpoint's name follows the traffic, a deployment's name pins it.
    struct Model: Equatable {
        var name: String
        /// The registered model's version.
        var version: String?
    }

    enum Ask: Equatable {
        /// The server is up; with `.ready`, somebody would answer.
        case live
        case ready
        /// What the server is and can do.
        case server
        case version
        /// The names of what answers.
        case models
        /// Triton's repository index: all that could answer, and whether it would.
        case index
        /// What a model takes and gives.
        case model(Model)
        case modelReady(Model)
        case statistics(Model?)
        case score(Model?)
        case explain
        case nothing
    }

    let dialect: Dialect
    let ask: Ask

    init(_ dialect: Dialect, _ ask: Ask) {
        self.dialect = dialect
        self.ask = ask
    }

    /// `tail` is what follows `/endpoints/NAME`, beginning with its '/'. Nil when no dialect has such a path.
    init?(_ tail: some Collection<UInt8>) {
        // Names hold letters, digits and '-' only, so a path with an escape names nothing.
        var parts = String(decoding: tail.dropFirst(), as: UTF8.self).split(
            separator: "/", omittingEmptySubsequences: false)
        if parts.count > 1, parts.last == "" { parts.removeLast() }
        switch parts.first {
        case "invocations" where parts.count == 1: self.init(.mlflow, .score(nil))
        case "ping" where parts.count == 1: self.init(.mlflow, .ready)
        case "health" where parts.count == 1: self.init(.mlflow, .ready)
        case "version" where parts.count == 1: self.init(.mlflow, .version)
        case "predict" where parts.count == 1: self.init(.vertex, .score(nil))
        case "v2": self.init(.openInference, Self.openInference(parts.dropFirst()))
        case "v1" where parts.dropFirst().first == "projects": self.init(.vertex, Self.vertex(parts))
        case "v1": self.init(.kserve, Self.kserve(parts.dropFirst()))
        default: return nil
        }
    }

    private static func openInference(_ parts: ArraySlice<Substring>) -> Ask {
        switch Array(parts) {
        case []: return .server
        case ["health", "live"]: return .live
        case ["health", "ready"]: return .ready
        case ["repository", "index"]: return .index
        case ["models", "stats"]: return .statistics(nil)
        default: break
        }
        guard parts.first == "models", parts.count > 1 else { return .nothing }
        var rest = parts.dropFirst()
        var model = Model(name: String(rest.removeFirst()))
        if rest.first == "versions", rest.count > 1 {
            rest.removeFirst()
            model.version = String(rest.removeFirst())
        }
        switch Array(rest) {
        case []: return .model(model)
        case ["ready"]: return .modelReady(model)
        case ["infer"]: return .score(model)
        case ["stats"]: return .statistics(model)
        default: return .nothing
        }
    }

    private static func kserve(_ parts: ArraySlice<Substring>) -> Ask {
        guard parts.first == "models", parts.count <= 2 else { return .nothing }
        guard let last = parts.dropFirst().first else { return .models }
        let (name, verb) = verb(last)
        switch verb {
        case nil: return .modelReady(Model(name: name))
        case "predict": return .score(Model(name: name))
        case "explain": return .explain
        default: return .nothing
        }
    }

    /// `v1/projects/…/locations/…/endpoints/ID:predict`; the endpoint is known already, so the id says nothing.
    private static func vertex(_ parts: [Substring]) -> Ask {
        guard parts.count == 7, parts[3] == "locations", parts[5] == "endpoints" else { return .nothing }
        return verb(parts[6]).verb == "predict" ? .score(nil) : .nothing
    }

    static func verb(_ text: Substring) -> (name: String, verb: Substring?) {
        guard let colon = text.firstIndex(of: ":") else { return (String(text), nil) }
        return (String(text[..<colon]), text[text.index(after: colon)...])
    }
}
