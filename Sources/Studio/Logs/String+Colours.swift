extension String {
    /// Without `ESC [ … m`.
    var withoutColours: String {
        guard contains("\u{1B}") else { return self }
        var result = String.UnicodeScalarView()
        var isInside = false
        for scalar in unicodeScalars {
            if isInside {
                isInside = scalar != "m"
            } else if scalar == "\u{1B}" {
                isInside = true
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
