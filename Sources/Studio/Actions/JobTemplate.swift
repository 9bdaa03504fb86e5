/// What a new job's file begins with: a whole job that runs as it stands.
enum JobTemplate {
    static let name = "job.yml"

    static let text = """
        $schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
        type: command
        display_name: first-steps
        experiment_name: Default

        # The folder with your scripts; the job works in a copy of it.
        # code: ./src
        command: python -c 'print("it runs")'

        environment:
          image: python

        compute: azureml:local

        """
}
