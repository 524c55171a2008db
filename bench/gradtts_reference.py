"""Seconds that the authors' Grad-TTS needs for a mel, on the weights of a folder, for comparison with gradtts-mel.

    git clone https://github.com/huawei-noah/Speech-Backbones          # for the measurement only
    PYTHON gradtts_reference.py Speech-Backbones/Grad-TTS MODEL_DIR --threads 1 --runs 5

Alignment search is a compiled module that synthesis does not use, so an empty one stands in for it. One warm-up run is not
counted. Prints one JSON line.
"""
import argparse
import json
import os
import statistics
import sys
import time
import types

parser = argparse.ArgumentParser()
parser.add_argument("reference")
parser.add_argument("model")
parser.add_argument("--tokens", type=int, default=81)
parser.add_argument("--steps", type=int, default=10)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--runs", type=int, default=5)
args = parser.parse_args()
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch  # noqa: E402  (after the environment is set)
from safetensors.torch import load_file  # noqa: E402

try:
    import einops  # noqa: F401
except ImportError:  # the two patterns that the authors' attention uses
    def rearrange(x, pattern, **sizes):
        if pattern.startswith("b (qkv"):
            b, c, h, w = x.shape
            n = sizes["heads"]
            return x.reshape(b, 3, n, c // (3 * n), h * w).permute(1, 0, 2, 3, 4)
        b, n, c, _ = x.shape
        return x.reshape(b, n * c, sizes["h"], sizes["w"])

    sys.modules["einops"] = types.SimpleNamespace(rearrange=rearrange)

sys.path.insert(0, args.reference)
package = types.ModuleType("model")
package.__path__ = [os.path.join(args.reference, "model")]
package.monotonic_align = types.ModuleType("model.monotonic_align")
sys.modules["model"] = package
sys.modules["model.monotonic_align"] = package.monotonic_align
from model.tts import GradTTS  # noqa: E402

torch.set_num_threads(args.threads)
c = {"n_spks": 1, "spk_emb_dim": 64, "n_enc_channels": 192, "filter_channels": 768, "filter_channels_dp": 256, "n_heads": 2,
     "n_enc_layers": 6, "enc_kernel": 3, "enc_dropout": 0.1, "window_size": 4, "n_feats": 80, "dec_dim": 64, "beta_min": 0.05,
     "beta_max": 20.0, "pe_scale": 1000}
c.update({k: v for k, v in json.load(open(os.path.join(args.model, "config.json"))).items() if k in c or k == "n_vocab"})
model = GradTTS(c["n_vocab"], c["n_spks"], c["spk_emb_dim"], c["n_enc_channels"], c["filter_channels"],
                c["filter_channels_dp"], c["n_heads"], c["n_enc_layers"], c["enc_kernel"], c["enc_dropout"],
                c["window_size"], c["n_feats"], c["dec_dim"], c["beta_min"], c["beta_max"], c["pe_scale"])
model.load_state_dict(load_file(os.path.join(args.model, "model.safetensors")))
model.eval()
ids = torch.tensor([[(7 * i) % c["n_vocab"] for i in range(args.tokens)]])
lengths = torch.tensor([args.tokens])
wall, cpu = [], []
with torch.no_grad():
    for run in range(args.runs + 1):
        w, p = time.perf_counter(), time.process_time()
        mel = model(ids, lengths, n_timesteps=args.steps, temperature=1.5, stoc=False, length_scale=1.0)[1]
        if run:
            wall.append(time.perf_counter() - w)
            cpu.append(time.process_time() - p)
print(json.dumps({"who": f"reference, torch {torch.__version__}", "threads": args.threads, "frames": mel.shape[-1],
                  "wall": round(statistics.median(wall), 4), "cpu": round(statistics.median(cpu), 4)}))
