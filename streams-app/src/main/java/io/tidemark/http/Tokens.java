package io.tidemark.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who may do what. Tokens are compared by their hashes, in a time that does not depend on them, and are never written anywhere.
 */
public final class Tokens {
    /** A token shorter than this can be guessed. */
    static final int FEWEST_CHARACTERS = 16;

    private final List<Grant> grants;

    private record Grant(String name, Role role, String tenant, byte[] hash) {}

    /**
     * Who calls.
     *
     * @param tenant whose models are all that is there to him; empty for everybody's
     */
    public record Caller(String name, Role role, String tenant) {
        /** Who may see all tenants' models. */
        public Caller(String name, Role role) {
            this(name, role, "");
        }
    }

    private Tokens(List<Grant> grants) {
        this.grants = List.copyOf(grants);
    }

    /** None: whoever reaches the server may look. */
    public static Tokens none() {
        return new Tokens(List.of());
    }

    /**
     * Of a file of properties, {@code ROLE.NAME=TOKEN}: {@code read.grafana=…}, {@code act.on-call=…}; and {@code ROLE@TENANT.NAME=TOKEN} for who is to
     * see one tenant's models and no others: {@code read@ads.grafana=…}.
     *
     * @throws IllegalArgumentException naming all keys that are wrong; no token is in the message
     */
    public static Tokens of(Map<String, String> properties) {
        List<Grant> grants = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        new TreeMap<>(properties).forEach((key, token) -> {
            int dot = key.indexOf('.');
            String word = dot < 0 ? "" : key.substring(0, dot);
            int at = word.indexOf('@');
            String tenant = at < 0 ? "" : word.substring(at + 1);
            Optional<Role> role = Role.of(at < 0 ? word : word.substring(0, at));
            boolean isWrongTenant = at >= 0
                    && (tenant.isEmpty() || role.filter(Role.PEER::equals).isPresent());
            if (isWrongTenant) {
                wrong.add(key + " is not ROLE@TENANT.NAME with a role of read, act, admin; peers are of no tenant");
            } else if (role.isEmpty() || dot == key.length() - 1) {
                wrong.add(key + " is not ROLE.NAME with a role of read, act, admin, peer");
            } else if (token.strip().length() < FEWEST_CHARACTERS) {
                wrong.add(key + " has a token of " + token.strip().length() + " characters; take " + FEWEST_CHARACTERS
                        + " or more, as of openssl rand -hex 20");
            } else {
                grants.add(new Grant(key.substring(dot + 1), role.get(), tenant, hash(token.strip())));
            }
        });
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        return new Tokens(grants);
    }

    boolean isEmpty() {
        return grants.isEmpty();
    }

    /** Who has the token; empty if nobody. */
    Optional<Caller> caller(String token) {
        byte[] hash = hash(token);
        Optional<Caller> found = Optional.empty();
        for (Grant grant : grants) {
            if (MessageDigest.isEqual(grant.hash(), hash)) {
                found = Optional.of(new Caller(grant.name(), grant.role(), grant.tenant()));
            }
        }
        return found;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
