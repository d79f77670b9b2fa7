"""Cases to peer_trainer and its answers back."""
import json
import subprocess
import tempfile


def ask(tool, cases):
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/cases.json", "w") as file:
            json.dump(cases, file)
        subprocess.run([tool, folder + "/cases.json", folder + "/answers.json"], check=True)
        with open(folder + "/answers.json") as file:
            answers = json.load(file)
    assert len(answers) == len(cases)
    return answers


def json_number(value):
    """JSON has no NaN and no infinity: null and text."""
    if value != value:
        return None
    return str(value) if value in (float("inf"), float("-inf")) else value
