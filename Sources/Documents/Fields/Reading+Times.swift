import Domain
import Foundation

/// Values that say when something is to be, or for how long.
extension Reading {
    /// A cron expression as Azure reads it.
    func cron(_ node: DocumentNode) -> String? {
        guard let text = text(node, "expression") else { return nil }
        return checked(at: node.position) { try CronExpression(parsing: text).text }
    }

    /// A date and time, with or without an offset from UTC.
    func writtenTime(_ node: DocumentNode, _ field: String) -> String? {
        guard let text = text(node, field) else { return nil }
        return checked(at: node.position) {
            _ = try WrittenTime(parsing: text)
            return text
        }
    }

    /// A time zone by Windows' name for it, which is Azure's, or by that of the time zone database.
    func timeZone(_ node: DocumentNode) -> String? {
        guard let text = text(node, "time_zone") else { return nil }
        return checked(at: node.position) {
            _ = try Self.zones.rules(named: text)
            return text
        }
    }

    private static let zones = ZoneDatabase { FileManager.default.contents(atPath: $0).map { Array($0) } }

    /// `PT30M`, `PT1H30M`, `P1D`: seconds.
    func duration(_ node: DocumentNode, _ field: String) -> Int? {
        guard let text = text(node, field) else { return nil }
        var seconds = 0
        var digits = ""
        var isTime = false
        var isValid = text.hasPrefix("P") && text.count > 2
        for character in text.dropFirst() {
            switch character {
            case "0"..."9": digits.append(character)
            case "T": isTime = true
            default:
                let unit: Int? =
                    switch (character, isTime) {
                    case ("D", false): 86_400
                    case ("H", true): 3600
                    case ("M", true): 60
                    case ("S", true): 1
                    default: nil
                    }
                guard let unit, let number = Int(digits), number <= 1_000_000 else {
                    isValid = false
                    continue
                }
                seconds += number * unit
                digits = ""
            }
        }
        guard isValid, digits.isEmpty, seconds > 0 else {
            diagnostics.error("\"\(field)\" is \"\(text)\"", at: node.position, hint: "write a time such as PT30M or PT2H")
            return nil
        }
        return seconds
    }
}
