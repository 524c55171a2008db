package org.syrinx.nn.internal;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.Backend;
import org.syrinx.api.MemoryReport;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.TensorScope;
import org.syrinx.engine.EngineInfo;
import org.syrinx.engine.EngineUnavailableException;
import org.syrinx.engine.NativeHeap;
import org.syrinx.engine.Operators;

/**
 * The PyTorch engine as the backend of a framework. Stateless: the engine itself is one per
 * process.
 */
@Component(service = Backend.class)
public final class PyTorchBackend implements Backend {
    private static final String CPU = "cpu";
    private static final String GPU = "gpu";

    @Override
    public List<String> devices() {
        List<String> devices = new ArrayList<>(List.of(CPU));
        for (int i = 0; i < engine().getGpuCount(); i++) {
            devices.add(GPU + i);
        }
        return List.copyOf(devices);
    }

    @Override
    public String resolve(String wanted) {
        List<String> devices = devices();
        if (wanted.equals("auto")) {
            return devices.get(devices.size() > 1 ? 1 : 0);
        }
        if (!devices.contains(wanted)) {
            throw new SyrinxException(
                    "auto or one of " + String.join(", ", devices),
                    "the device " + wanted + " is not there",
                    "Choose another device, or install the CUDA libraries of PyTorch.");
        }
        return wanted;
    }

    @Override
    public NDManager newManager(String device, String owner) {
        String real = resolve(device);
        Device where =
                real.equals(CPU)
                        ? Device.cpu()
                        : Device.gpu(Integer.parseInt(real.substring(GPU.length())));
        NDManager manager = engine().newBaseManager(where);
        manager.setName(owner + "@" + real);
        return manager;
    }

    @Override
    public TensorScope scope() {
        return new ThreadScope();
    }

    @Override
    public MemoryReport memory() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        ProcessMemory process = ProcessMemory.read();
        Map<String, Long> device = new TreeMap<>();
        for (int i = 0; i < engine().getGpuCount(); i++) {
            device.put(GPU + i, CudaUtils.getGpuMemory(Device.gpu(i)).getUsed());
        }
        return new MemoryReport(
                heap.getUsed(),
                heap.getMax(),
                process.resident(),
                process.peak(),
                device,
                NativeHeap.inUse());
    }

    @Override
    public boolean trim() {
        return NativeHeap.trim();
    }

    @Override
    public int threads() {
        engine();
        return JniUtils.getNumThreads();
    }

    @Override
    public void setThreads(int count) {
        if (count < 1) {
            throw new SyrinxException(
                    "at least 1 thread",
                    count + " threads were asked for",
                    "Correct the number of threads.");
        }
        engine();
        JniUtils.setNumThreads(count);
    }

    @Override
    public String description() {
        EngineInfo info = EngineInfo.read();
        return "PyTorch "
                + info.pytorch()
                + " ("
                + info.flavor().toUpperCase(java.util.Locale.ROOT)
                + "), DJL "
                + info.djl()
                + ", natives in "
                + info.libraries();
    }

    private static Engine engine() {
        try {
            return Operators.engine();
        } catch (EngineUnavailableException e) {
            throw new SyrinxException(
                    "PyTorch's native libraries, loaded",
                    e.getMessage(),
                    "look at ./syrinx doctor",
                    e);
        }
    }
}
