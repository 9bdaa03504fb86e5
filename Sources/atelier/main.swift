import Commands
import FoundationEssentials
import Glibc

exit(
    await Program.main(
        environment: ProcessInfo.processInfo.environment, userID: getuid(), studio: TerminalStudio()))
