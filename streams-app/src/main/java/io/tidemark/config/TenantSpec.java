package io.tidemark.config;

import io.tidemark.domain.Owners;

/**
 * {@code kind: Tenant}: somebody who shares the application with others.
 *
 * @param name by which monitors call it
 * @param owners who is told of its models' alerts where neither SLO nor monitor says
 * @param quotas how much of the application it may use
 */
public record TenantSpec(String name, Owners owners, Quotas quotas) {
    /**
     * How much a tenant may use.
     *
     * @param models most models, checked where the file is read
     * @param slices most slices of all its models together, in each source partition; beyond, events are counted in {@code __other__}
     * @param columns most columns of all its models together, in each source partition; beyond, values are not measured
     * @param eventsPerSecond most events that are measured; beyond, they are counted and nothing else
     */
    public record Quotas(int models, int slices, int columns, int eventsPerSecond) {
        /** As much as it likes. */
        public static final int UNLIMITED = Integer.MAX_VALUE;

        /** Nothing is limited. */
        public static final Quotas NONE = new Quotas(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED);

        /** Whether events are limited. */
        public boolean limitsEvents() {
            return eventsPerSecond != UNLIMITED;
        }
    }
}
