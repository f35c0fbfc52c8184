"""From a folder of documents to something that can be searched."""

import os

# ONNX Runtime's own builds report their use to Microsoft unless this stands in the environment
# before they are loaded, here or in a process of ours. Nothing here calls anywhere by itself.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
