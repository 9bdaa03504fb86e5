import os
import pathlib

# What Azure ML tells every job about itself.
for name in ("AZUREML_RUN_ID", "AZUREML_ARM_WORKSPACE_NAME", "AZUREML_ARM_RESOURCEGROUP", "MLFLOW_RUN_ID"):
    print(f"{name}={os.environ.get(name, '')}")
print("code is here:", pathlib.Path("src/where.py").is_file())
