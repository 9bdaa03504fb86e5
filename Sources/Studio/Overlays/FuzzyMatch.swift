/// Whether the letters of a query come in a text, in order; the more of them together and at word starts, the better.
enum FuzzyMatch {
    static func score(_ query: String, in text: String) -> Int? {
        let (query, text) = (Array(query.lowercased()), Array(text.lowercased()))
        var (score, place, last) = (0, 0, -2)
        for letter in query where letter != " " {
            guard let found = text[place...].firstIndex(of: letter) else { return nil }
            score += found == last + 1 ? 4 : 0
            score += found == 0 || text[found - 1] == " " ? 3 : 0
            last = found
            place = found + 1
        }
        return score * 10 - text.count
    }
}
