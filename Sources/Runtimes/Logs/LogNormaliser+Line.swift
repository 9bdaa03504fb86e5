/// The line being put together.
extension LogNormaliser {
    static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    mutating func put(_ text: some RandomAccessCollection<UInt8>) {
        if restarts { clearLine() }
        if backspaces > 0 { eraseCharacters() }
        if line.isEmpty, !colours.isEmpty {
            line = colours
            colourBytes = colours.count
            isColoured = true
        }
        let room = maximumLineLength - (line.count - colourBytes)
        if missing == 0, text.count <= room {
            line.append(contentsOf: text)
        } else if missing == 0, room > 0, text.first.map({ $0 < 0x80 }) == true, text.last.map({ $0 < 0x80 }) == true {
            line.append(contentsOf: text.prefix(room))
            missing = text.count - room
        } else {
            missing += text.count
        }
    }

    mutating func putEscaped(_ scalar: UInt32) {
        put(Array("\\u{\(String(scalar, radix: 16, uppercase: true))}".utf8))
    }

    mutating func putColour(_ sequence: Colours.Sequence) {
        guard !sequence.bytes.isEmpty else { return }
        if sequence.resets { colours.removeAll(keepingCapacity: true) }
        if !sequence.onlyResets { colours += sequence.bytes }
        // Nobody needs so many at once; a log that does never resets them.
        if colours.count > 256 { colours = sequence.bytes }
        if restarts || missing > 0 || line.isEmpty { return }
        guard colourBytes < maximumLineLength else { return }
        line += sequence.bytes
        colourBytes += sequence.bytes.count
        isColoured = !sequence.onlyResets
    }

    mutating func clearLine() {
        line.removeAll(keepingCapacity: true)
        colourBytes = 0
        isColoured = false
        missing = 0
        restarts = false
        backspaces = 0
    }

    private mutating func eraseCharacters() {
        while backspaces > 0 {
            backspaces -= 1
            if missing > 0 {
                missing -= 1
                continue
            }
            // Not into a colour: what is before it stays.
            if colourBytes > 0, endsInColour { continue }
            while let byte = line.popLast(), byte & 0xC0 == 0x80 {}
        }
        backspaces = 0
    }

    private var endsInColour: Bool {
        guard line.last == UInt8(ascii: "m"),
            let bracket = line.dropLast().lastIndex(where: { !(0x30...0x3B).contains($0) }), bracket > 0
        else { return false }
        return line[bracket] == UInt8(ascii: "[") && line[bracket - 1] == 0x1B
    }

    mutating func endLine(into output: inout [UInt8]) {
        output.append(contentsOf: line)
        if missing > 0 { output.append(contentsOf: " … [\(missing) bytes more]".utf8) }
        if isColoured { output.append(contentsOf: Colours.reset) }
        output.append(0x0A)
        clearLine()
    }
}
