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
        try await StudioProgram(
            engine: request.engine, workspace: request.workspace, options: options, environment: request.environment,
            location: request.location
        ).run()
    })
