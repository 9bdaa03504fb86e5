import Domain

/// What the grammar's notation cannot say.
extension GrammarCheck {
    func checkRules(_ root: DocumentNode, of shape: String) {
        switch shape {
        default: break
        }
    }
}
