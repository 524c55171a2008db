"""Writes src/test/resources/whisper: a Whisper of random weights as ONNX, and what transformers makes of it.

python3 make_tiny_whisper.py OUT (torch, transformers, onnx). The folder has the layout of the ONNX exports on the
Hugging Face hub: encoder_model.onnx, decoder_model.onnx, config.json, generation_config.json, vocab.json.
"""
import json
import math
import pathlib
import sys

import numpy as np
import torch
from transformers import WhisperConfig, WhisperFeatureExtractor, WhisperForConditionalGeneration

out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
torch.manual_seed(7)

# the byte-level alphabet of GPT-2 and a few joined pieces, then the special tokens
alphabet = [chr(c) for c in [*range(33, 127), *range(161, 173), *range(174, 256)]]
alphabet += [chr(256 + i) for i in range(256 - len(alphabet))]
pieces = alphabet + ["th", "he", "the", "Ġthe", "ing", "Ġa", "Ġb"]
vocab = {piece: i for i, piece in enumerate(pieces)}
special = ["<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|transcribe|>", "<|notimestamps|>"]
ids = {s: len(vocab) + i for i, s in enumerate(special)}
size = len(vocab) + len(special)

config = WhisperConfig(
    vocab_size=size, num_mel_bins=80, d_model=16, encoder_layers=1, decoder_layers=1,
    encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=16, decoder_ffn_dim=16,
    max_source_positions=1500, max_target_positions=24, init_std=0.6,
    bos_token_id=ids["<|endoftext|>"], eos_token_id=ids["<|endoftext|>"], pad_token_id=ids["<|endoftext|>"],
    decoder_start_token_id=ids["<|startoftranscript|>"], attn_implementation="eager")
model = WhisperForConditionalGeneration(config).eval().requires_grad_(False)

signal = []
for i in range(24000):
    t = i / 16000
    signal.append(0.3 * math.sin(2 * math.pi * (220 * t + 90 * t * t)) * (0.6 + 0.4 * math.sin(11 * t)))
signal = np.array(signal, dtype=np.float32)
features = WhisperFeatureExtractor(feature_size=80)(signal, sampling_rate=16000, return_tensors="pt").input_features

prompt = [ids[s] for s in special[1:]]
suppressed = [vocab["!"], vocab["the"]] + prompt
at_begin = [vocab["Ġ"], ids["<|endoftext|>"]]


class Encoder(torch.nn.Module):
    def forward(self, input_features):
        return model.model.encoder(input_features).last_hidden_state


class Decoder(torch.nn.Module):
    def forward(self, input_ids, encoder_hidden_states):
        n = input_ids.shape[1]
        mask = torch.full((n, n), -1e9).triu(1)[None, None]  # given, because its making cannot be exported
        h = model.model.decoder(input_ids=input_ids, attention_mask=mask, encoder_hidden_states=encoder_hidden_states,
                                use_cache=False)
        return model.proj_out(h.last_hidden_state)


with torch.no_grad():
    hidden = Encoder()(features)
    tokens = list(prompt)
    while len(tokens) < config.max_target_positions:
        logits = Decoder()(torch.tensor([tokens]), hidden)[0, -1]
        logits[torch.tensor(suppressed)] = -math.inf
        if len(tokens) == len(prompt):
            logits[torch.tensor(at_begin)] = -math.inf
        best = int(logits.argmax())
        if best == ids["<|endoftext|>"]:
            break
        tokens.append(best)
    torch.onnx.export(Encoder(), (features,), out / "encoder_model.onnx", opset_version=17, dynamo=False,
                      input_names=["input_features"], output_names=["last_hidden_state"])
    torch.onnx.export(Decoder(), (torch.tensor([tokens[:6]]), hidden), out / "decoder_model.onnx", opset_version=17,
                      dynamo=False, input_names=["input_ids", "encoder_hidden_states"], output_names=["logits"],
                      dynamic_axes={"input_ids": {1: "n"}, "logits": {1: "n"}})

json.dump(json.loads(config.to_json_string()), open(out / "config.json", "w"), indent=1)
json.dump({
    "decoder_start_token_id": prompt[0], "eos_token_id": ids["<|endoftext|>"], "max_length": config.max_target_positions,
    "lang_to_id": {"<|en|>": ids["<|en|>"]}, "task_to_id": {"transcribe": ids["<|transcribe|>"]},
    "is_multilingual": True, "no_timestamps_token_id": ids["<|notimestamps|>"],
    "suppress_tokens": suppressed, "begin_suppress_tokens": at_begin,
}, open(out / "generation_config.json", "w"), indent=1)
json.dump(vocab, open(out / "vocab.json", "w"), ensure_ascii=False, indent=0)

byte_of = {}
direct = [*range(33, 127), *range(161, 173), *range(174, 256)]
for b in range(256):
    byte_of[chr(b) if b in direct else chr(256 + [x for x in range(256) if x not in direct].index(b))] = b
text = bytes(byte_of[c] for t in tokens[len(prompt):] for c in pieces[t]).decode("utf-8", errors="replace")
f = features[0].numpy()
json.dump({
    "tokens": tokens[len(prompt):], "text": text,
    "features": {f"{m},{t}": float(f[m, t]) for m in (0, 5, 17, 40, 79) for t in (0, 1, 33, 100, 149, 150, 2999)},
    "hidden": {f"{t},{d}": float(hidden[0, t, d]) for t in (0, 40, 1499) for d in (0, 7, 15)},
}, open(out / "expected.json", "w"), indent=1)
print(tokens, repr(text))
