import Glibc
import Terminal

/// How colours look to who lacks one kind of cone (Machado, Oliveira and Fernandes, 2009).
enum Eyes: Sendable {
    case protanopia, deuteranopia, tritanopia

    private var rows: [[Double]] {
        switch self {
        case .protanopia:
            [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
        case .deuteranopia:
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        case .tritanopia:
            [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
        }
    }

    /// How far two styles are apart, 0 to 442: by their grounds where they have grounds of their own. Nil when a colour is
    /// the terminal's.
    func distance(_ left: Style, _ right: Style) -> Double? {
        let byGround = left.background != right.background
        guard let a = seen(byGround ? left.background : left.foreground),
            let b = seen(byGround ? right.background : right.foreground)
        else { return nil }
        return zip(a, b).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
    }

    private func seen(_ colour: Colour) -> [Double]? {
        guard let channels = colour.channels else { return nil }
        let light = [channels.red, channels.green, channels.blue].map { byte in
            let value = Double(byte) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return rows.map { row in
            let value = min(1, max(0, zip(row, light).map { $0 * $1 }.reduce(0, +)))
            return 255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * pow(value, 1 / 2.4) - 0.055)
        }
    }
}
