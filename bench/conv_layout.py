"""The convolutions of HiFi-GAN V1's residual blocks in PyTorch's usual order of memory and with channels last.

    python conv_layout.py [THREADS] [SECONDS]

Upsampling 8 8 2 2 from 512 channels at 16 kHz (MMS VITS), SECONDS of sound at once. Prints GFLOP/s, medians of nine.
"""
import os
import statistics
import sys
import time

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch  # noqa: E402  (after the environment is set)
import torch.nn.functional as F  # noqa: E402

threads = int(sys.argv[1]) if len(sys.argv) > 1 else 1
frames = int(62.5 * (float(sys.argv[2]) if len(sys.argv) > 2 else 1.5))
torch.set_num_threads(threads)
torch.set_grad_enabled(False)


def gflops(operation, multiplications):
    operation()
    seconds = []
    for _ in range(9):
        start = time.perf_counter()
        operation()
        seconds.append(time.perf_counter() - start)
    return 2e-9 * multiplications / statistics.median(seconds)


print(f"torch {torch.__version__}, {threads} threads\n{'channels':>8} {'kernel':>6} {'length':>6} {'usual':>6} {'last':>6}")
for channels, rate in ((256, 8), (128, 64), (64, 128), (32, 256)):
    length = frames * rate
    x = torch.randn(1, channels, length)
    x_last = x.unsqueeze(2).contiguous(memory_format=torch.channels_last)
    for kernel in (3, 7, 11):
        weight, bias, dilation = torch.randn(channels, channels, kernel), torch.randn(channels), 3
        weight_last = weight.unsqueeze(2).contiguous(memory_format=torch.channels_last)
        padding = dilation * (kernel - 1) // 2
        work = channels * channels * kernel * length
        usual = gflops(lambda: F.conv1d(x, weight, bias, padding=padding, dilation=dilation), work)
        last = gflops(lambda: F.conv2d(x_last, weight_last, bias, padding=(0, padding), dilation=(1, dilation)), work)
        print(f"{channels:8} {kernel:6} {length:6} {usual:6.0f} {last:6.0f}")
