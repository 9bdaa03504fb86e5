import Domain

/// Goes from line to line of an indexed log that a pattern is in, or that are as grave as is asked.
struct LineSearch {
    let log: IndexedLog
    let reader: LineReader
    /// A piece that is one endless line is shown by its end, and searched as it is shown.
    private static let endless: Int64 = 8 << 20

    init(_ log: IndexedLog, _ reader: LineReader) {
        self.log = log
        self.reader = reader
    }

    /// The places from 0 of lines in `scope` that fit, in a direction, until `take` answers false.
    func places(
        _ scope: Range<Int>, _ pattern: LinePattern?, _ level: LogLevel?, _ isForward: Bool, unless stop: StopSign,
        take: (Int) -> Bool
    ) throws {
        guard let pattern else {
            if let level { try graves(scope, level, isForward, unless: stop, take: take) }
            return
        }
        let matcher = try LineMatcher(pattern)
        try hits(scope, matcher, isForward, unless: stop) { place in
            if let level, self.level(of: place).map({ $0 >= level }) != true { return true }
            return take(place)
        }
    }

    private func level(of place: Int) -> LogLevel? {
        log.look { $0.lineCount > place ? $0.level(of: place) : $0.open?.level }
    }

    private func graves(
        _ scope: Range<Int>, _ level: LogLevel, _ isForward: Bool, unless stop: StopSign, take: (Int) -> Bool
    ) throws {
        let (ended, open) = log.look { ($0.lineCount, $0.open?.level) }
        let isOpenOne = scope.contains(ended) && open.map { $0 >= level } == true
        if !isForward, isOpenOne, !take(ended) { return }
        var at = isForward ? scope.lowerBound : min(scope.upperBound, ended) - 1
        while let place = log.look({ isForward ? $0.next(level, from: at) : $0.previous(level, from: at) }),
            scope.contains(place)
        {
            try stop.check()
            if !take(place) { return }
            at = isForward ? place + 1 : place - 1
            if at < 0 { break }
        }
        if isForward, isOpenOne { _ = take(ended) }
    }

    /// Places of lines that match.
    func hits(
        _ scope: Range<Int>, _ matcher: LineMatcher, _ isForward: Bool, unless stop: StopSign, take: (Int) -> Bool
    ) throws {
        let (ended, open) = log.look { ($0.lineCount, $0.open) }
        let isOpenOne = scope.contains(ended) && open.map { Self.matches($0, matcher) } == true
        if !isForward, isOpenOne, !take(ended) { return }
        var at = isForward ? scope.lowerBound : min(scope.upperBound, ended) - 1
        while let piece = log.look({ $0.piece(of: at) }), piece.lines.overlaps(scope) {
            try stop.check()
            var isOver = false
            var found: [Int] = []
            try hits(piece, matcher) { line in
                let place = piece.lines.lowerBound + line
                guard scope.contains(place) else { return place < scope.upperBound }
                guard isForward else {
                    found.append(place)
                    return true
                }
                isOver = !take(place)
                return !isOver
            }
            for place in found.reversed() where !isOver { isOver = !take(place) }
            if isOver { return }
            at = isForward ? piece.lines.upperBound : piece.lines.lowerBound - 1
        }
        if isForward, isOpenOne { _ = take(ended) }
    }

    private func hits(
        _ piece: (from: LogIndex.Anchor, end: Int64, lines: Range<Int>), _ matcher: LineMatcher, take: (Int) -> Bool
    ) throws {
        if piece.end - piece.from.offset > Self.endless {
            for place in piece.lines {
                var isHit = false
                try reader.plainLines(place..<(place + 1)) { _, text in
                    isHit = matcher.matches(text)
                    return false
                }
                if isHit, !take(place - piece.lines.lowerBound) { return }
            }
            return
        }
        let bytes = try reader.bytes(from: piece.from.offset, to: piece.end)
        bytes.withUnsafeBufferPointer { matcher.lines(of: $0, take: take) }
    }

    private static func matches(_ open: LogLineText, _ matcher: LineMatcher) -> Bool {
        var text = open.text
        Colours.strip(&text)
        return text.withUnsafeBufferPointer { matcher.matches($0) }
    }
}
