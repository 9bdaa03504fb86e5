# needs PyPI
# Training with scikit-learn and MLflow, the model registered and served in the same environment.
set -e
source functions/expect.sh

az configure --defaults group=default workspace=default

# <train>
run_id=$(az ml job create -f jobs/sklearn.yml --query name -o tsv)
az ml job stream -n $run_id
# </train>
expect "the status" "$(az ml job show -n $run_id --query status -o tsv)" Completed
accuracy=$(az ml job show -n $run_id --query metrics.accuracy -o tsv)
echo "accuracy $accuracy"
[[ $accuracy == 0.9* ]]

# <register>
az ml model create --name iris --version 1 --type mlflow_model --path azureml://jobs/$run_id/outputs/model
# </register>
az ml model download -n iris -v 1 -p model
test -f model/iris/model/MLmodel

# <deploy>
az ml online-endpoint create -f endpoints/endpoint.yml
az ml online-deployment create -f endpoints/iris-deployment.yml --all-traffic
# </deploy>
echo '{"data": [[5.1, 3.5, 1.4, 0.2], [6.7, 3.0, 5.2, 2.3]]}' > request.json
expect_part "the answer" "$(az ml online-endpoint invoke -n my-endpoint -r request.json)" "[0, 2]"

az ml online-endpoint delete -n my-endpoint --yes
