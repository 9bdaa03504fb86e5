import Foundation

/// A shell that is asked what it would offer at the end of lines, with an `atelier` that tells what it was asked.
struct CompletingShell: Sendable {
    let name: String

    var isInstalled: Bool { path != nil }

    private var path: String? {
        ["/bin", "/usr/bin", "/usr/local/bin"].map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
    }

    /// What it offers at the end of each, sorted.
    func offers(_ lines: [String], script: String) throws -> [[String]] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "atelier-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try script.write(toFile: "\(folder)/_atelier", atomically: true, encoding: .utf8)

        let (shell, output) = (Process(), Pipe())
        shell.executableURL = URL(filePath: path ?? "/nowhere")
        shell.environment = ["HOME": folder, "PATH": "/usr/local/bin:/usr/bin:/bin", "TERM": "xterm", "LANG": "C.UTF-8"]
        shell.currentDirectoryURL = URL(filePath: folder)
        shell.arguments =
            switch name {
            case "bash": ["--norc", "-c", Self.bash, "bash"]
            case "zsh": ["-f", "-c", Self.zsh, "zsh"]
            default: ["--no-config", "-c", Self.fish]
            }
        shell.arguments? += lines
        shell.standardOutput = output
        shell.standardInput = FileHandle.nullDevice
        try shell.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        shell.waitUntilExit()
        return String(decoding: text, as: UTF8.self).components(separatedBy: "\u{3}").dropLast().map { offered in
            // fish tells what each is for, too.
            offered.split(whereSeparator: \.isNewline).compactMap { $0.split(separator: "\t").first }
                .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }.sorted()
        }
    }

    /// An end of text after what each line is offered. The `atelier` tells what it is asked for, and whether the workspace
    /// came along.
    private static let bash = #"""
        source ./_atelier
        atelier() { local told="$1-$2"; [[ " $* " == *" lab "* ]] && told+=-lab; echo "$told"; }
        for COMP_LINE; do
            read -ra COMP_WORDS <<<"$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_POINT=${#COMP_LINE} COMPREPLY=()
            _atelier atelier "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            printf '%s\n' "${COMPREPLY[@]}" $'\x03'
        done
        """#

    private static let fish = #"""
        source ./_atelier
        function atelier
            set -l told "$argv[1]-$argv[2]"
            contains lab $argv; and set told "$told-lab"
            echo $told
        end
        for line in $argv
            complete -C $line
            printf '\x03'
        end
        """#

    /// Types the lines into another zsh, each with a tab, and has it tell what it is about to offer.
    private static let zsh = #"""
        zmodload zsh/zpty
        cat >begin <<'END'
        PS1= RPS1=
        unsetopt prompt_sp prompt_cr
        fpath=($HOME $fpath)
        autoload -Uz compinit
        compinit -u -D
        bindkey -e
        bindkey '^I' complete-word
        atelier() { local told="$1-$2"; [[ " $* " == *" lab "* ]] && told+=-lab; echo "$told" }
        typeset -ga offered
        compadd() {
            local -a hits
            [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]] || { builtin compadd -A hits "$@"; offered+=($hits) }
            builtin compadd "$@"
        }
        tell() {
            print -rn -- $'\x02'; print -rl -- $offered; print -rn -- $'\x03'
            offered=() comppostfuncs=(tell)
        }
        comppostfuncs=(tell)
        print ready
        END
        zpty shell zsh -f -i
        zpty -w shell 'source ./begin'
        zpty -r -m shell seen '*ready*'
        for line; do
            zpty -w -n shell $'\x15'"$line"$'\t'
            zpty -r -m shell seen $'*\x02*\x03*'
            seen=${seen##*$'\x02'}
            print -r -- ${seen%%$'\x03'*}$'\x03'
        done
        zpty -d shell
        """#
}
