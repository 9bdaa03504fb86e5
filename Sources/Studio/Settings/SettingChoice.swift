/// One value that a setting may have.
struct SettingChoice: Sendable {
    let title: String
    let choose: @Sendable (inout StudioModel) -> [StudioEffect]

    init(_ title: String, choose: @escaping @Sendable (inout StudioModel) -> [StudioEffect]) {
        self.title = title
        self.choose = choose
    }

    /// A part of the kept settings; nil first, which leaves it as it comes.
    static func choices<Value: Sendable>(
        _ path: any WritableKeyPath<StudioSettings, Value?> & Sendable, leaving usual: String, among values: [Value],
        title: (Value) -> String
    ) -> [SettingChoice] {
        [SettingChoice(usual) { $0.set(path, nil) }] + values.map { value in
            SettingChoice(title(value)) { $0.set(path, value) }
        }
    }

    static func onOff(_ path: any WritableKeyPath<StudioSettings, Bool?> & Sendable) -> [SettingChoice] {
        [SettingChoice("on") { $0.set(path, true) }, SettingChoice("off") { $0.set(path, false) }]
    }
}
