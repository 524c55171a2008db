package org.syrinx.nn.safetensors;

/**
 * The element types that Syrinx reads and writes: the allow-list. Everything else is refused by
 * name.
 */
public enum DType {
    /** IEEE 754 binary64. */
    F64(8, true),
    /** IEEE 754 binary32. */
    F32(4, true),
    /** IEEE 754 binary16. */
    F16(2, true),
    /** The upper half of a binary32. */
    BF16(2, true),
    /** Signed, 64 bits. */
    I64(8, false),
    /** Signed, 32 bits. */
    I32(4, false),
    /** Signed, 16 bits. */
    I16(2, false),
    /** Signed, 8 bits. */
    I8(1, false),
    /** Unsigned, 8 bits. */
    U8(1, false),
    /** One byte per truth value, 0 or 1. */
    BOOL(1, false);

    private final int bytes;
    private final boolean floating;

    DType(int bytes, boolean floating) {
        this.bytes = bytes;
        this.floating = floating;
    }

    /**
     * The size of one element.
     *
     * @return 1, 2, 4 or 8 bytes
     */
    public int bytes() {
        return bytes;
    }

    /**
     * Whether elements are floating-point numbers.
     *
     * @return true for F64, F32, F16 and BF16
     */
    public boolean floating() {
        return floating;
    }
}
