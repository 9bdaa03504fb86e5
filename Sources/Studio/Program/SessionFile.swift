import Domain
import FoundationEssentials
import LinuxSystem

/// Where the view is kept between studios: `studio.json` in the home.
struct SessionFile: Sendable {
    let path: String

    /// Nil when there is none, or it cannot be read: a studio opens all the same.
    func read() -> StudioSession? {
        (try? Data(contentsOf: URL(filePath: path))).flatMap { try? JSONDecoder().decode(StudioSession.self, from: $0) }
    }

    func write(_ session: StudioSession) {
        guard let data = try? JSONEncoder().encode(session) else { return }
        try? data.write(to: URL(filePath: path), options: .atomic)
    }
}
