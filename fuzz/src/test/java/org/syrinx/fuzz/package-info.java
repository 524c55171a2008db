/**
 * Targets for a coverage-guided fuzzer. Each is a class with {@code fuzzerTestOneInput(byte[])}: it
 * feeds a reader with the bytes, lets through the one error that the reader may throw, and checks
 * what was accepted with code of its own.
 */
package org.syrinx.fuzz;
