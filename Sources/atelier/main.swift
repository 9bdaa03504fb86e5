import Commands
import FoundationEssentials
import Glibc
import Studio
import Terminal

exit(
    await Program.main(environment: ProcessInfo.processInfo.environment, userID: getuid()) { request in
        var options = StudioProgram.Options()
        options.isReadOnly = request.isReadOnly
        options.glyphs = request.isASCII ? .ascii : nil
        options.depth = request.colours.flatMap { ColourDepth(rawValue: $0.rawValue) }
        let demo = DemoEngine(at: Date())
        let time = request.engine == nil ? Task { try? await demo.run(on: ContinuousClock()) } : nil
        defer { time?.cancel() }
        try await StudioProgram(
            engine: request.engine ?? demo, workspace: request.engine == nil ? DemoEngine.workspace : request.workspace,
            options: options, environment: request.environment,
            location: request.location, keepsView: request.engine != nil
        ).run()
    })
