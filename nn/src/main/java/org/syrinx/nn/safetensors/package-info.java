/**
 * Reading and writing safetensors files.
 *
 * <p>A safetensors file is an 8-byte little-endian header length, a JSON header and the tensor
 * data. The {@linkplain org.syrinx.nn.safetensors.SafetensorsFile reader} treats every file as
 * hostile: it checks the whole header before it hands out a single value, allocates nothing that
 * the header asks for without having checked it against the size of the file, and refuses a bad
 * file with one {@link org.syrinx.api.ModelFormatException} that names the rule and the tensor. The
 * {@linkplain org.syrinx.nn.safetensors.SafetensorsWriter writer} is deterministic and atomic.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
@Export
@Version("0.1.0")
package org.syrinx.nn.safetensors;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
