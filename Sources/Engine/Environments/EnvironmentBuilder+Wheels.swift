import Domain

extension EnvironmentBuilder {
    /// What fetches a single package, with the Python that packages are chosen for.
    func wheelFetch(log: @escaping @Sendable ([UInt8]) -> Void) async throws -> WheelFetch {
        let (interpreter, _) = try await choose(for: nil, strict: false)
        return WheelFetch(tool: try await tool(), interpreter: interpreter, variables: variables, log: log)
    }
}
