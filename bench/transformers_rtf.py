"""Real-time factor of transformers' VitsModel on a Hugging Face VITS folder, for comparison with `./syrinx bench`.

    pip install torch==2.7.1 transformers safetensors
    python transformers_rtf.py MODEL_DIR --text "..." --threads 1 --runs 5

Durations are deterministic (noise_scale_duration 0), so that both sides make the same number of frames. One warm-up run
is not counted. Prints one JSON line.
"""
import argparse
import json
import os
import statistics
import time

parser = argparse.ArgumentParser()
parser.add_argument("model")
parser.add_argument("--text", required=True)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--runs", type=int, default=5)
args = parser.parse_args()
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch  # noqa: E402  (after the environment is set)
from transformers import VitsModel  # noqa: E402

torch.set_num_threads(args.threads)
model = VitsModel.from_pretrained(args.model).eval()
model.noise_scale_duration = 0.0
vocabulary = json.load(open(os.path.join(args.model, "vocab.json")))
ids = [0]
for character in args.text.lower():
    if character in vocabulary:
        ids += [vocabulary[character], 0]
ids = torch.tensor([ids])

wall, cpu = [], []
with torch.no_grad():
    for run in range(args.runs + 1):
        w, c = time.perf_counter(), time.process_time()
        sound = model(input_ids=ids).waveform
        if run:
            wall.append(time.perf_counter() - w)
            cpu.append(time.process_time() - c)
seconds = sound.shape[-1] / model.config.sampling_rate
print(json.dumps({
    "who": f"transformers, torch {torch.__version__}", "threads": args.threads, "audio_seconds": seconds,
    "samples": sound.shape[-1], "peak": float(sound.abs().max()),
    "rtf": statistics.median(wall) / seconds, "cpu_per_audio_second": statistics.median(cpu) / seconds,
    "wall": wall}))
