"""Runs an ONNX file in ONNX Runtime: verify_onnx.py FILE FOLDER (see engine_job.py)."""

import json

from engine_job import Job, answer, need

numpy, ort = need("numpy", "onnxruntime")
job = Job(numpy)
options = ort.SessionOptions()
options.log_severity_level = 3
session = ort.InferenceSession(str(job.file), options, providers=["CPUExecutionProvider"])
job.run(lambda arrays: session.run(None, dict(zip(job.plan["inputs"], arrays, strict=True))))
metadata = session.get_modelmeta().custom_metadata_map
answer(engine=f"onnxruntime {ort.__version__}",
       inputs=[[i.name, i.shape] for i in session.get_inputs()],
       outputs=[[o.name, o.shape] for o in session.get_outputs()],
       class_names=json.loads(metadata.get("class_names", "null")))
