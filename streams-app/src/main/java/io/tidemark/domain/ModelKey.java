package io.tidemark.domain;

/**
 * What a model goes by in every key, name and path of the application: {@code ctr} for a model of the tenant {@value #DEFAULT_TENANT},
 * {@code ads:ctr} for the model {@code ctr} of the tenant {@code ads}. Neither part has a colon (the monitor file sees to it), so a key reads
 * back; and no key has a slash, which divides the parts of the stores' keys and of paths.
 */
public final class ModelKey {
    /** The tenant of models that name none. */
    public static final String DEFAULT_TENANT = "default";

    private static final char BETWEEN = ':';

    private ModelKey() {}

    /** The key of a tenant's model; <em>unchecked:</em> that neither has a colon. */
    public static String of(String tenant, String name) {
        return isDefault(tenant) ? name : tenant + BETWEEN + name;
    }

    /** The tenant of a key. */
    public static String tenant(String key) {
        int at = key.indexOf(BETWEEN);
        return at < 0 ? DEFAULT_TENANT : key.substring(0, at);
    }

    /** What events, and the tenant's own people, call the model. */
    public static String name(String key) {
        return key.substring(key.indexOf(BETWEEN) + 1);
    }

    /** Whether a key names its tenant. */
    public static boolean isQualified(String key) {
        return key.indexOf(BETWEEN) >= 0;
    }

    /** Whether a tenant is the one of models that name none; so is the empty name. */
    public static boolean isDefault(String tenant) {
        return tenant.isEmpty() || tenant.equals(DEFAULT_TENANT);
    }
}
