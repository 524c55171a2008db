package org.syrinx.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.syrinx.engine.Operators;

/** Products, inverses and decompositions of matrices. */
public final class LinearAlgebra {
    private LinearAlgebra() {}

    /**
     * The matrix product of the last two dimensions; the leading ones broadcast.
     *
     * @param x {@code (..., N, M)}
     * @param y {@code (..., M, P)}
     * @return {@code (..., N, P)}
     */
    public static NDArray matmul(NDArray x, NDArray y) {
        return Operators.call("matmul", x, y);
    }

    /**
     * x W&#x1d40; + b.
     *
     * @param x {@code (..., I)}
     * @param weight {@code (O, I)}
     * @param bias {@code (O)} or null
     * @return {@code (..., O)}
     */
    public static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return Operators.call("linear", x, weight, bias);
    }

    /**
     * A sum of products in Einstein's notation.
     *
     * @param equation for example {@code bct,bcs->bts}
     * @param arrays one for each term
     * @return the array named after the arrow
     */
    public static NDArray einsum(String equation, List<NDArray> arrays) {
        return Operators.call("einsum", equation, arrays);
    }

    /**
     * The inverse of square matrices.
     *
     * @param x {@code (..., N, N)}, invertible
     * @return the result, shaped as {@code x}
     */
    public static NDArray inverse(NDArray x) {
        return Operators.call("inverse", x);
    }

    /**
     * The solution X of A X = B.
     *
     * @param a {@code (..., N, N)}, invertible
     * @param b {@code (..., N, K)}
     * @return {@code (..., N, K)}
     */
    public static NDArray solve(NDArray a, NDArray b) {
        return Operators.call("solve", a, b);
    }

    /**
     * The lower factor L with L L&#x1d40; = x.
     *
     * @param x {@code (..., N, N)}, symmetric, positive definite
     * @return the result, shaped as {@code x}
     */
    public static NDArray cholesky(NDArray x) {
        return Operators.call("cholesky", x);
    }

    /**
     * The thin singular value decomposition. Gradients need distinct singular values.
     *
     * @param x {@code (..., N, M)}
     * @return U {@code (..., N, K)}, S {@code (..., K)} decreasing, V&#x1d40; {@code (..., K, M)},
     *     K = min(N, M)
     */
    public static NDList svd(NDArray x) {
        return Operators.callList("svd", x);
    }

    /**
     * Eigenvalues and eigenvectors of symmetric matrices.
     *
     * @param x {@code (..., N, N)}, symmetric; the lower triangle is read
     * @return values {@code (..., N)} increasing, vectors {@code (..., N, N)} in columns
     */
    public static NDList eigh(NDArray x) {
        return Operators.callList("eigh", x);
    }
}
