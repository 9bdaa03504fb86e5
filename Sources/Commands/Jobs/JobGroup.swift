import ArgumentParser

struct JobGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "job", "Commands, sweeps of them and AutoML, run with their code, data and environment.",
        [
            JobCreate.self, JobShow.self, JobList.self, JobStream.self, JobCancel.self, JobDownload.self,
            JobUpdate.self, JobArchive.self, JobRestore.self, ValidateFile<JobDocuments>.self, JobShowServices.self,
            JobTrials.self, JobRerun.self, JobDiff.self, JobDelete.self, JobKill.self, JobSignal.self, JobMove.self,
        ])
}
