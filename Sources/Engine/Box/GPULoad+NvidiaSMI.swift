import Domain

extension GPULoad {
    /// What `nvidia-smi` is asked; `parse` reads the answer.
    static let query = [
        "--query-gpu=index,name,utilization.gpu,memory.used,memory.total,temperature.gpu,power.draw",
        "--format=csv,noheader,nounits",
    ]

    /// A line a GPU. Lines that are not one are left out, and figures a GPU does not tell (`[N/A]`) are 0 or nil.
    static func parse(_ answer: String) -> [GPULoad] {
        answer.split(whereSeparator: \.isNewline).compactMap { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
            guard fields.count >= 7, let index = Int(fields[0]) else { return nil }
            // A name with a comma in it has more fields than one.
            let figures = fields.suffix(5).map { Double($0) }
            return GPULoad(
                index: index, name: fields[1..<(fields.count - 5)].joined(separator: ", "),
                utilisation: min(1, max(0, (figures[0] ?? 0) / 100)),
                memory: Usage(used: .mebibytes(figures[1]), total: .mebibytes(figures[2])), temperature: figures[3],
                power: figures[4])
        }
    }

    private static func trimmed(_ field: Substring) -> String {
        var field = field.drop { $0.isWhitespace }
        while field.last?.isWhitespace == true { field.removeLast() }
        return String(field)
    }
}

extension ByteCount {
    fileprivate static func mebibytes(_ count: Double?) -> ByteCount { .gibibytes(max(0, count ?? 0) / 1024) }
}
