import Domain
import FoundationEssentials
import LinuxSystem

/// Where what is saved of the screen goes: `screenshots/` in the home, each file under the time it was saved.
struct ScreenshotFolder: Sendable {
    let path: String
    let zone: TimeZone

    /// The path without its suffix, which is the same for all of them.
    func save(_ files: [ScreenText], at now: Date) throws -> String {
        guard let first = files.first else { return path }
        try DurableFile.createFolder(path)
        let stem = "\(path)/\(stamp(now))-\(first.name)"
        for file in files { try DurableFile.write(file.text, to: "\(stem).\(file.suffix)") }
        return "\(stem).\(files.count == 1 ? first.suffix : "{\(files.map(\.suffix).joined(separator: ","))}")"
    }

    /// `20260521-140230`, so that they stand in their order.
    private func stamp(_ now: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: now)
        let numbers = [parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second].map { number in
            let text = "\(number ?? 0)"
            return text.count < 2 ? "0" + text : text
        }
        return numbers[..<3].joined() + "-" + numbers[3...].joined()
    }
}
