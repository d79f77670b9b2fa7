"""kill -9 at random moments, resume, and compare with a run that nobody disturbed: weights and curves must be identical."""

import os
import random
import time
import unittest

from program import ProgramTest, checkpoint_tensors, event_values

MOMENTS = int(os.environ.get("NODEGRAD_MOMENTS", "4"))
SEED = int(os.environ.get("NODEGRAD_SEED", time.time_ns() % 1_000_000))
SWITCHES = os.environ.get("NODEGRAD_SWITCHES", "").split()  # further options of `train`
TIMINGS = {"samples_per_second"}  # how fast a machine is, not what it computed


def curves(run):
    return {(part, tag): values for part in ("train", "validation") for tag, values in event_values(run, part).items() if tag not in TIMINGS}


class KillAndResume(ProgramTest):
    def train(self, *more):
        return ("train", "digits.nodegrad", "--epochs", 6, *more)

    def test_a_killed_run_ends_as_an_undisturbed_one(self):
        randomness = random.Random(SEED)
        print(f"\nseed {SEED}, {MOMENTS} moments")
        self.new("digits.nodegrad", "--example", "digits_cnn")
        started = time.monotonic()
        self.done(*self.train("--run", "calm", "--threads", 1, *SWITCHES))
        whole = time.monotonic() - started
        calm = self.folder / "digits.runs" / "calm"
        expected = curves(calm)
        self.assertEqual(len(expected["train", "loss"]), 6 * 20)

        kills = 0
        while kills < MOMENTS:
            name = f"killed-{kills}"
            run = self.folder / "digits.runs" / name
            command = self.train("--run", name, "--threads", 1, *SWITCHES)
            for _ in range(randomness.randint(1, 3)):  # some runs are killed more than once
                process = self.start_program(*command)
                time.sleep(randomness.uniform(0.1, 1.0) * whole)
                if process.poll() is None:
                    process.kill()
                    kills += 1
                process.communicate()
                if run.exists():
                    command = ("train", "digits.nodegrad", "--run", name, "--resume")
            result = self.run_program(*command)
            if "has done 6 epochs already" not in result.stderr:
                self.assertEqual(result.returncode, 0, result.stderr)
            for checkpoint in ("last", "best"):
                self.assertTrue(checkpoint_tensors(run, checkpoint) == checkpoint_tensors(calm, checkpoint), f"seed {SEED}, {name}, {checkpoint}")
            self.assertTrue(curves(run) == expected, f"seed {SEED}, {name}")  # assertEqual would take hours to show a difference
        self.assertGreaterEqual(kills, MOMENTS)


if __name__ == "__main__":
    unittest.main()
