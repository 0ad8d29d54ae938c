package io.tidemark.domain;

import java.util.Set;

/**
 * Which alerts go a way, by whose model they speak of, by where what they tell comes from, and by who is told of it. Each may be empty, for all.
 *
 * @param causes of alerts that go it; one whose cause is not known goes every way, so that nobody misses it
 * @param owners of alerts that go it
 * @param tenants of alerts that go it
 */
public record Route(Set<Cause> causes, Set<String> owners, Set<String> tenants) {
    /** The way of all alerts. */
    public static final Route ANY = new Route(Set.of(), Set.of(), Set.of());

    public Route {
        causes = Set.copyOf(causes);
        owners = Set.copyOf(owners);
        tenants = Set.copyOf(tenants);
    }

    /** Whether alerts of a tenant's models go it at all: the same for all alerts of an identity. */
    public boolean isOf(Scope scope) {
        return tenants.isEmpty() || tenants.contains(ModelKey.tenant(scope.model()));
    }

    /** Whether an alert goes it, as cause and owner stand now. */
    public boolean takes(Alert.Promise promise) {
        boolean isItsCause = causes.isEmpty() || promise.cause() == Cause.UNKNOWN || causes.contains(promise.cause());
        return isItsCause && (owners.isEmpty() || owners.contains(promise.owner()));
    }
}
