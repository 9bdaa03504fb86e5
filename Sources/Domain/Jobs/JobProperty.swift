/// Properties of a job that the engine writes itself.
package enum JobProperty {
    /// The job that this one repeats.
    package static let rerunOf = "atelier.rerun_of"

    /// Which trial of its search a job is, from 0.
    package static let trialNumber = "atelier.trial"
    /// The best trial of a search, as Azure notes it.
    package static let bestTrial = "best_child_run_id"
    /// What a sweep drew for a trial: a JSON object.
    package static let hyperparameters = "atelier.hyperparameters"

    /// What git knew of the code folder.
    package static func isGit(_ name: String) -> Bool {
        name.hasPrefix("azureml.git.") || name.hasPrefix("mlflow.source.git.")
    }

    /// Noted of every job anew, and no part of what somebody asked for.
    package static func isNoted(_ name: String) -> Bool { name.hasPrefix("atelier.") || isGit(name) }
}
