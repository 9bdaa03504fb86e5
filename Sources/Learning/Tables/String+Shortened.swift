extension String {
    /// Its beginning, as far as a sentence holds it.
    var shortened: String { count > 40 ? prefix(40) + "…" : self }
}
