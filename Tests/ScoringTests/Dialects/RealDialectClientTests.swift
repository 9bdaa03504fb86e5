import Domain
import Foundation
import Testing

@testable import Scoring

/// Clients of other model servers, unchanged but for the address and the key.
@Suite(.enabled(if: PythonClients.areWanted)) struct RealDialectClientTests {
    @Test func tritonsClientInfers() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(
                """
                import json
                def init(): pass
                def run(raw):
                    rows = json.loads(raw)["data"]
                    if isinstance(rows[0][0], str): return {"upper": [[cell.upper() for cell in row] for row in rows]}
                    return {"double": [[2 * cell for cell in row] for row in rows], "first": [row[0] for row in rows]}
                """)
            try await PythonClients.run(
                """
                import sys
                import numpy as np
                import tritonclient.http as triton
                from tritonclient.utils import InferenceServerException

                client = triton.InferenceServerClient(f"localhost:{sys.argv[1]}/endpoints/iris")
                headers = {"Authorization": "Bearer " + sys.argv[2]}  # infer() adds to what it is given.
                assert client.is_server_live() and client.is_server_ready()
                assert client.is_model_ready("iris", headers=headers) and client.is_model_ready("blue", "1", headers=headers)
                assert "binary_tensor_data" in client.get_server_metadata()["extensions"]
                assert client.get_model_metadata("iris", headers=headers)["platform"] == "python"
                assert client.get_model_repository_index(headers=headers)[0]["state"] == "READY"
                for kind, name in [(np.float32, "FP32"), (np.float64, "FP64"), (np.int32, "INT32"), (np.uint8, "UINT8"),
                                   (np.float16, "FP16"), (np.int64, "INT64")]:
                    rows = np.array([[1, 2], [3, 4]], dtype=kind)
                    for given in (True, False):
                        if name == "FP16" and not given: continue  # The client has no JSON for it.
                        for taken in (True, False):
                            tensor = triton.InferInput("x", rows.shape, name)
                            tensor.set_data_from_numpy(rows, binary_data=given)
                            wanted = [triton.InferRequestedOutput(output, binary_data=taken) for output in ("double", "first")]
                            result = client.infer("iris", [tensor], outputs=wanted, request_id="7", headers=dict(headers))
                            assert result.get_response()["id"] == "7"
                            assert (result.as_numpy("double") == 2 * rows).all(), (name, given, taken)
                            assert (result.as_numpy("first") == rows[:, 0]).all()
                    # Without named outputs the client asks for all of them in binary.
                    result = client.infer("iris", [tensor], headers=dict(headers))
                    assert (result.as_numpy("double") == 2 * rows).all()
                texts = np.array([["a", "\\u00e9"]], dtype=object)
                for given in (True, False):
                    tensor = triton.InferInput("x", texts.shape, "BYTES")
                    tensor.set_data_from_numpy(texts, binary_data=given)
                    upper = client.infer("iris", [tensor], headers=dict(headers)).as_numpy("upper")
                    assert [text.decode() for text in upper[0]] == ["A", "\\u00c9"], upper
                statistics = client.get_inference_statistics("iris", headers=headers)["model_stats"]
                assert statistics[0]["inference_stats"]["success"]["count"] > 20
                for model, output, key, words in [("rose", "double", headers, "no model 'rose'"),
                                                  ("iris", "other", headers, "no output 'other'"),
                                                  ("iris", "double", {}, "has no key")]:
                    tensor = triton.InferInput("x", rows.shape, "INT64")
                    tensor.set_data_from_numpy(rows)
                    try:
                        client.infer(model, [tensor], outputs=[triton.InferRequestedOutput(output)], headers=dict(key))
                        raise SystemExit("nothing was thrown")
                    except InferenceServerException as error:
                        assert words in error.message(), error.message()
                """, ["\(fixture.port)", ScoringFixture.key])
        }
    }

    @Test func prometheusReadsTheMetrics() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(Script.obedient)
            for request in ["fine", "raise"] { _ = try await fixture.score(request) }
            try await PythonClients.run(
                """
                import sys, urllib.request
                from prometheus_client.parser import text_string_to_metric_families

                answer = urllib.request.urlopen(f"http://localhost:{sys.argv[1]}/metrics")
                families = {family.name: family for family in text_string_to_metric_families(answer.read().decode())}
                assert families["atelier_scoring_requests"].type == "counter"
                codes = {sample.labels["code"]: sample.value for sample in families["atelier_scoring_requests"].samples}
                assert codes == {"200": 1, "424": 1}, codes
                for name in ("request", "queue", "compute"):
                    family = families[f"atelier_scoring_{name}_duration_seconds"]
                    buckets = [sample.value for sample in family.samples if sample.name.endswith("_bucket")]
                    assert family.type == "histogram" and buckets == sorted(buckets) and buckets[-1] == 2
                assert families["atelier_traffic_weight"].samples[0].value == 100
                """, ["\(fixture.port)"])
        }
    }
}
