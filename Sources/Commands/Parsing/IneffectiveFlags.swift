/// Flags that `az ml` has and that one box has nothing to do about: taken, so that scripts run, and said to be without
/// effect.
protocol IneffectiveFlags {
    /// Each by its name, and whether it was given.
    var given: KeyValuePairs<String, Bool> { get }
}

extension IneffectiveFlags {
    func warn(in session: Session) {
        for (name, isGiven) in given where isGiven {
            session.say("warning: \(name) is not supported and has no effect")
        }
    }
}
