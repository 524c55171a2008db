package org.syrinx.launcher.internal.pipeline;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;

/**
 * The faults of the stages of one pipeline. So many in a row, and the stage is in quarantine: the
 * pipeline refuses it, until somebody releases it or a fresh one takes its place. Each pipeline
 * counts for itself, so that one that feeds a stage with nonsense never takes it from another.
 * Thread-safe.
 */
final class Faults {
    private final Map<ServiceReference<?>, Record> records = new HashMap<>();

    private static final class Record {
        int inRow;
        SyrinxException last;
        boolean quarantined;
    }

    /**
     * Counts a fault.
     *
     * @param stage whose
     * @param why what happened
     * @param limit so many in a row lead to quarantine; 0 for never
     * @return whether the stage is in quarantine from now on
     */
    synchronized boolean count(ServiceReference<?> stage, SyrinxException why, int limit) {
        Record record = records.computeIfAbsent(stage, s -> new Record());
        record.inRow++;
        record.last = why;
        if (limit > 0 && record.inRow >= limit && !record.quarantined) {
            record.quarantined = true;
            return true;
        }
        return false;
    }

    /** A request went well: the row is broken. Who is in quarantine stays there. */
    synchronized void wentWell(Wiring wiring) {
        if (!records.isEmpty()) {
            wiring.references()
                    .values()
                    .forEach(ref -> records.computeIfPresent(ref, (r, f) -> keep(f)));
        }
    }

    private static Record keep(Record record) {
        return record.quarantined ? record : null;
    }

    /** The stage is gone, and its record with it. */
    synchronized void forget(ServiceReference<?> stage) {
        records.remove(stage);
    }

    /**
     * Ends every quarantine.
     *
     * @return whether there was one
     */
    synchronized boolean release() {
        return records.values().removeIf(record -> record.quarantined);
    }

    synchronized boolean quarantined(ServiceReference<?> stage) {
        return records.containsKey(stage) && records.get(stage).quarantined;
    }

    /**
     * The chosen stages that are in quarantine.
     *
     * @param chosen role to stage
     * @return role to the fault that led there
     */
    synchronized Map<Role, SyrinxException> of(Map<Role, ServiceReference<?>> chosen) {
        Map<Role, SyrinxException> found = new EnumMap<>(Role.class);
        chosen.forEach(
                (role, ref) ->
                        Optional.ofNullable(records.get(ref))
                                .filter(record -> record.quarantined)
                                .ifPresent(record -> found.put(role, record.last)));
        return found;
    }
}
