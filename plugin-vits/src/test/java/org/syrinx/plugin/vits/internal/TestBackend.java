package org.syrinx.plugin.vits.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.List;
import java.util.Map;
import org.syrinx.api.Backend;
import org.syrinx.api.MemoryReport;
import org.syrinx.api.TensorScope;
import org.syrinx.engine.Operators;
import org.syrinx.nn.autograd.Autograd;

/** The engine on the CPU, without a framework. */
final class TestBackend implements Backend {
    static final TestBackend CPU = new TestBackend();

    @Override
    public List<String> devices() {
        return List.of("cpu");
    }

    @Override
    public String resolve(String wanted) {
        return "cpu";
    }

    @Override
    public NDManager newManager(String device, String owner) {
        return Operators.engine().newBaseManager();
    }

    @Override
    public TensorScope scope() {
        Autograd.prepareThread(false);
        NDScope scope = new NDScope();
        return new TensorScope() {
            @Override
            public NDArray keep(NDArray tensor) {
                NDScope.unregister(tensor);
                return tensor;
            }

            @Override
            public void close() {
                scope.close();
            }
        };
    }

    @Override
    public MemoryReport memory() {
        return new MemoryReport(0, 0, -1, -1, Map.of());
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public void setThreads(int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String description() {
        return "PyTorch (CPU)";
    }
}
