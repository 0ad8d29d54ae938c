package io.tidemark.broker;

import io.tidemark.runtime.EmbeddedBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;

/**
 * An embedded broker that others reach by TLS with a password or a token only, and that lets nobody do what no ACL allows. Its own plain listener is
 * the administrator's.
 */
final class SecureCluster implements AutoCloseable {
    private static final String JAAS =
            "org.apache.kafka.common.security.%s.%sLoginModule required username=\"%s\" password=\"%s\";";

    /** Tokens that are not signed: whoever says who he is, is believed. */
    private static final String TOKEN =
            "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub=\"%s\";";

    private static final String UNSECURED =
            "org.apache.kafka.common.security.oauthbearer.internals.unsecured.OAuthBearerUnsecured";

    private final EmbeddedBroker broker;
    private final Admin admin;
    private final Keys keys;
    private final int port;

    private SecureCluster(EmbeddedBroker broker, Keys keys, int port) {
        this.broker = broker;
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        this.keys = keys;
        this.port = port;
    }

    /** One that knows that user by that password, by PLAIN and by SCRAM-SHA-512. */
    static SecureCluster start(Path directory, String user, String password) throws Exception {
        Keys keys = Keys.make(directory, "broker");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Map<String, String> settings = new HashMap<>();
        settings.put("listeners", "SAFE://127.0.0.1:" + port);
        settings.put("advertised.listeners", "SAFE://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "SAFE:SASL_SSL");
        settings.put("listener.name.safe.sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512,OAUTHBEARER");
        settings.put("listener.name.safe.oauthbearer.sasl.jaas.config", TOKEN.formatted("broker"));
        settings.put(
                "listener.name.safe.oauthbearer.sasl.login.callback.handler.class", UNSECURED + "LoginCallbackHandler");
        settings.put(
                "listener.name.safe.oauthbearer.sasl.server.callback.handler.class",
                UNSECURED + "ValidatorCallbackHandler");
        settings.put(
                "listener.name.safe.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_" + user + "=\"" + password
                        + "\";");
        settings.put(
                "listener.name.safe.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("listener.name.safe.ssl.keystore.location", keys.store().toString());
        settings.put("listener.name.safe.ssl.keystore.password", Keys.PASSWORD);
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        SecureCluster cluster =
                new SecureCluster(EmbeddedBroker.start(directory.resolve("kafka"), settings), keys, port);
        cluster.admin
                .alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096), password)))
                .all()
                .get();
        return cluster;
    }

    /** Where others connect. */
    String servers() {
        return "127.0.0.1:" + port;
    }

    /** Where the administrator does. */
    String plainServers() {
        return broker.bootstrapServers();
    }

    Admin admin() {
        return admin;
    }

    /** Allows more. */
    void allow(Collection<AclBinding> bindings) throws ExecutionException, InterruptedException {
        admin.createAcls(bindings).all().get();
    }

    /** What a client needs to be that user, by PLAIN or SCRAM-SHA-512. */
    Map<String, String> client(String mechanism, String user, String password) {
        boolean isPlain = mechanism.equals("PLAIN");
        String login = JAAS.formatted(isPlain ? "plain" : "scram", isPlain ? "Plain" : "Scram", user, password);
        return client(Map.of("sasl.mechanism", mechanism, "sasl.jaas.config", login));
    }

    /** What a client needs to be that user, by a token that it makes itself. */
    Map<String, String> clientWithToken(String user) {
        return client(Map.of(
                "sasl.mechanism",
                "OAUTHBEARER",
                "sasl.jaas.config",
                TOKEN.formatted(user),
                "sasl.login.callback.handler.class",
                UNSECURED + "LoginCallbackHandler"));
    }

    private Map<String, String> client(Map<String, String> login) {
        Map<String, String> all = new HashMap<>(login);
        all.put("security.protocol", "SASL_SSL");
        all.put("ssl.truststore.location", keys.trust().toString());
        all.put("ssl.truststore.password", Keys.PASSWORD);
        return all;
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
