package import Domain

/// Why a deployment did not become ready.
package struct StartFailure: Error, Sendable {
    /// The last line of the traceback in a sentence, and what to do next.
    package let error: AtelierError
    /// The same with the traceback, the model folder's tree and the last 50 lines that the workers wrote.
    package let diagnosis: DeploymentDiagnosis

    package init(error: AtelierError, diagnosis: DeploymentDiagnosis) {
        self.error = error
        self.diagnosis = diagnosis
    }
}
