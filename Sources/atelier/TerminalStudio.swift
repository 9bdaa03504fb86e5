import Commands
import FoundationEssentials
import Studio
import Terminal

/// The command line's requests, carried out by the studio.
struct TerminalStudio: StudioFront {
    func open(_ request: StudioRequest) async throws {
        try await with(request) { try await $0.run() }
    }

    func plainText(_ request: StudioRequest) async throws -> String {
        try await with(request) { try await $0.plainText() }
    }

    func check(environment: [String: String]) throws { try StudioProgram.check(environment: environment) }

    var keymapText: String { StudioProgram.keymapText }
    var resetSequence: String { StudioProgram.resetSequence }

    private func with<Result>(
        _ request: StudioRequest, _ body: (StudioProgram) async throws -> Result
    ) async throws -> Result {
        var options = StudioProgram.Options()
        options.isReadOnly = request.isReadOnly
        options.glyphs = request.isASCII ? .ascii : nil
        options.depth = request.colours.flatMap { ColourDepth(rawValue: $0.rawValue) }
        let demo = DemoEngine(at: Date())
        let time = request.engine == nil ? Task { try? await demo.run(on: ContinuousClock()) } : nil
        defer { time?.cancel() }
        return try await body(
            StudioProgram(
                engine: request.engine ?? demo, startEngine: request.startEngine,
                workspace: request.engine == nil ? DemoEngine.workspace : request.workspace, options: options,
                environment: request.environment, location: request.location, keepsView: request.engine != nil))
    }
}
