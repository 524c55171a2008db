package org.syrinx.plugin.vits.internal.train;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.syrinx.api.Backend;
import org.syrinx.api.MemoryReport;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.TensorScope;
import org.syrinx.engine.Operators;

/** The engine's processor without a framework, for tests and for training from a class path. */
final class CpuBackend implements Backend {
    private volatile int threads = 2;

    @Override
    public List<String> devices() {
        return List.of("cpu");
    }

    @Override
    public String resolve(String wanted) {
        if (!wanted.equals("auto") && !wanted.equals("cpu")) {
            throw new SyrinxException("cpu", wanted, "Use cpu.");
        }
        return "cpu";
    }

    @Override
    public NDManager newManager(String device, String owner) {
        return Operators.engine().newBaseManager(Device.cpu());
    }

    @Override
    public TensorScope scope() {
        throw new UnsupportedOperationException("training opens its own scopes");
    }

    @Override
    public MemoryReport memory() {
        throw new UnsupportedOperationException("training asks for no report");
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public void setThreads(int count) {
        Operators.engine();
        JniUtils.setNumThreads(count);
        threads = count;
    }

    @Override
    public String description() {
        return "PyTorch (CPU)";
    }
}
