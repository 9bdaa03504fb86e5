package import ControlAPI
package import Domain
package import FoundationEssentials
package import Terminal

/// What reaches the studio from outside: keys, time, and what the engine tells.
package enum StudioMessage: Sendable {
    case input(InputEvent)
    case resized(Size)
    case time(Date)
    case connection(Connection)
    case snapshot(WorkspaceSnapshot)
    /// A snapshot of everything but the jobs.
    case catalogues(WorkspaceSnapshot)
    case olderJobs([JobSummary])
    case jobs(asked: Set<JobName>, found: [JobSummary])
    case event(Event)
    /// Read on demand; some of them may be known.
    case pastEvents([Event])
    case studios([StudioPresence])
    case load(BoxLoad)
    case endpointLoad(EndpointLoad)
    case revisions(EndpointName, [EndpointRevision])
    case rollout(EndpointName, RolloutReport)
    case details(JobDetails)
    /// As it was asked for the so many-th time.
    case search(SearchProgress, turn: Int)
    case metrics(JobName, MetricSeries)
    case closeUp(JobName, CloseUp)
    case log(LogTopic, LogPage)
    case files(JobName, folder: String, [FileEntry])
    case preview(FileReference, FilePreview)
    /// The user's own files, after one of them changed.
    case themes(ThemeCatalog)
    case keymap(UserKeymap)
    /// What was told of a workspace; late for who has left it.
    indirect case of(WorkspaceName, StudioMessage)
    /// What an `EngineTask` came to.
    case reply(title: String, @Sendable (inout StudioModel) -> [StudioEffect])
}

/// What the studio wants done outside of itself.
package enum StudioEffect: Sendable {
    /// Ask the engine for something; the reply is a message.
    case run(EngineTask)
    case copy(String)
    /// Hand the terminal to an editor, and draw everything anew after it.
    case edit(FileEdit)
    /// Lend the terminal to a command, and draw everything anew after it.
    case shell(ShellCommand)
    /// One thing in several forms.
    case save([ScreenText])
    case startEngine
    case suspend
    case bell
    case repaint
    case detach
}
