package io.tidemark.runtime;

import io.tidemark.domain.WorldFailure;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** The cluster did not do what was asked. */
public final class ClusterFailure extends WorldFailure {
    private static final long serialVersionUID = 1;

    public ClusterFailure(String message, Throwable cause) {
        super(message + ": " + words(cause.getCause() == null ? cause : cause.getCause()), cause);
    }

    /** What the cause says, and what helps where the cluster does not know us or does not let us. */
    private static String words(Throwable cause) {
        String said = String.valueOf(cause.getMessage());
        if (cause instanceof AuthenticationException) {
            return said + "; correct user, password and certificates (sasl.…, ssl.…) in --client-properties";
        }
        return cause instanceof AuthorizationException ? said + "; the README lists the ACLs that are needed" : said;
    }

    /**
     * An admin client.
     *
     * @throws ClusterFailure if a setting is wrong, or a file that it names cannot be read
     */
    public static Admin admin(Map<String, Object> properties) {
        try {
            return Admin.create(properties);
        } catch (KafkaException wrong) {
            Throwable root = wrong;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            String what = root == wrong ? "" : root.getClass().getSimpleName() + ": ";
            throw new ClusterFailure(
                    "cannot make a client of the cluster of these settings; correct --client-properties",
                    new IllegalArgumentException(what + root.getMessage()));
        }
    }

    /** The thread was told to stop while it waited for the cluster. */
    public static ClusterFailure interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new ClusterFailure("interrupted while waiting for the cluster", interrupted);
    }
}
