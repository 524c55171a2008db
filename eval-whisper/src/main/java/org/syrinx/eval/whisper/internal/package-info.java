/** Whisper behind {@link org.syrinx.eval.Recogniser}, run by ONNX Runtime. */
package org.syrinx.eval.whisper.internal;
