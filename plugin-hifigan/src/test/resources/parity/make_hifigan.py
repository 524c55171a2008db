#!/usr/bin/env python3
"""Makes the parity cases of the HiFi-GAN vocoder: small random weights and the sound of a random mel.

Needs torch, numpy and safetensors. The generator is written from the paper (arXiv 2010.05646, section 2.2 and appendix
A.1) and from the layout of the published weights, with torch's own operators; it shares no code with the plug-in.

    python3 make_hifigan.py FOLDER
"""
import json
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import save_file

SLOPE = 0.1


def weight_norm(state, name):
    """weight = g v / |v|, the norm over all axes but the first."""
    g, v = state[name + ".weight_g"], state[name + ".weight_v"]
    return g * v / v.flatten(1).norm(dim=1).view(-1, *[1] * (v.dim() - 1))


def conv(state, name, x, dilation=1):
    w = weight_norm(state, name)
    return F.conv1d(x, w, state[name + ".bias"], padding=(w.shape[2] - 1) * dilation // 2, dilation=dilation)


def block(state, name, x, dilations, kind):
    for i, d in enumerate(dilations):
        if kind == "1":
            y = conv(state, f"{name}.convs1.{i}", F.leaky_relu(x, SLOPE), d)
            y = conv(state, f"{name}.convs2.{i}", F.leaky_relu(y, SLOPE))
        else:
            y = conv(state, f"{name}.convs.{i}", F.leaky_relu(x, SLOPE), d)
        x = x + y
    return x


def generate(state, h, mel):
    x = conv(state, "conv_pre", mel)
    kernels = len(h["resblock_kernel_sizes"])
    for i, (rate, kernel) in enumerate(zip(h["upsample_rates"], h["upsample_kernel_sizes"])):
        name = f"ups.{i}"
        x = F.conv_transpose1d(F.leaky_relu(x, SLOPE), weight_norm(state, name), state[name + ".bias"], stride=rate,
                               padding=(kernel - rate) // 2)
        x = sum(block(state, f"resblocks.{i * kernels + j}", x, h["resblock_dilation_sizes"][j], h["resblock"])
                for j in range(kernels)) / kernels
    return torch.tanh(conv(state, "conv_post", F.leaky_relu(x)))  # the default slope, 0.01


def weights(h):
    """Random, of a size that keeps activations near 1; g is not |v|, so that folding is tested."""
    state = {}

    def put(name, *shape, fan):
        v = torch.randn(*shape)
        state[name + ".weight_v"] = v
        g = v.flatten(1).norm(dim=1) / fan ** 0.5 * (0.8 + 0.4 * torch.rand(shape[0]))
        state[name + ".weight_g"] = g.view(-1, *[1] * (len(shape) - 1))
        out = shape[0] if not name.startswith("ups") else shape[1]
        state[name + ".bias"] = 0.1 * torch.randn(out)

    c = h["upsample_initial_channel"]
    put("conv_pre", c, h["num_mels"], 7, fan=7 * h["num_mels"])
    n = 0
    for rate, k in zip(h["upsample_rates"], h["upsample_kernel_sizes"]):
        put(f"ups.{len([s for s in state if s.startswith('ups') and s.endswith('bias')])}", c, c // 2, k, fan=c * k / rate)
        c //= 2
        for kernel, dilations in zip(h["resblock_kernel_sizes"], h["resblock_dilation_sizes"]):
            for i in range(len(dilations)):
                for part in ("convs1", "convs2") if h["resblock"] == "1" else ("convs",):
                    put(f"resblocks.{n}.{part}.{i}", c, c, kernel, fan=2 * c * kernel)
            n += 1
    put("conv_post", 1, c, 7, fan=7 * c)
    return state


def main(folder):
    v1 = {"resblock": "1", "upsample_rates": [8, 8, 2, 2], "upsample_kernel_sizes": [16, 16, 4, 4],
          "upsample_initial_channel": 32, "resblock_kernel_sizes": [3, 7, 11],
          "resblock_dilation_sizes": [[1, 3, 5], [1, 3, 5], [1, 3, 5]]}
    v3 = {"resblock": "2", "upsample_rates": [8, 8, 4], "upsample_kernel_sizes": [16, 16, 8],
          "upsample_initial_channel": 32, "resblock_kernel_sizes": [3, 5, 7],
          "resblock_dilation_sizes": [[1, 2], [2, 6], [3, 12]]}
    for seed, (name, h) in enumerate({"v1": v1, "v3": v3}.items()):
        torch.manual_seed(seed)
        h = h | {"num_mels": 80, "n_fft": 1024, "win_size": 1024, "hop_size": 256, "sampling_rate": 22050, "fmin": 0,
                 "fmax": 8000, "num_gpus": 0, "batch_size": 16, "learning_rate": 0.0002}
        state = weights(h)
        mel = -4 + 2 * torch.randn(1, 80, 7)
        with torch.no_grad():
            wave = generate(state, h, mel)
        out = Path(folder) / name
        out.mkdir(parents=True, exist_ok=True)
        (out / "config.json").write_text(json.dumps(h, indent=2) + "\n")
        (out / "case.json").write_text("{}\n")
        save_file({k: v.contiguous() for k, v in state.items()}, out / "model.safetensors")
        save_file({"mel": mel, "waveform": wave[:, 0].contiguous()}, out / "expected.safetensors")
        print(name, sum(v.numel() for v in state.values()), "numbers, rms", wave.pow(2).mean().sqrt().item())


main(sys.argv[1])
