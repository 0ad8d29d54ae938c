package io.tidemark.broker;

import io.tidemark.runtime.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * An embedded broker that others reach by TLS with a password only, and that lets nobody do what no ACL allows. Its own plain listener is
 * the administrator's.
 */
final class SecureCluster implements AutoCloseable {
    private static final String STORE_PASSWORD = "store-sesame";
    private static final String JAAS =
            "org.apache.kafka.common.security.%s.%sLoginModule required username=\"%s\" password=\"%s\";";

    private final EmbeddedBroker broker;
    private final Admin admin;
    private final Path directory;
    private final int port;

    private SecureCluster(EmbeddedBroker broker, Path directory, int port) {
        this.broker = broker;
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        this.directory = directory;
        this.port = port;
    }

    /** One that knows that user by that password, by PLAIN and by SCRAM-SHA-512. */
    static SecureCluster start(Path directory, String user, String password) throws Exception {
        certify(directory);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Map<String, String> settings = new HashMap<>();
        settings.put("listeners", "SAFE://127.0.0.1:" + port);
        settings.put("advertised.listeners", "SAFE://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "SAFE:SASL_SSL");
        settings.put("listener.name.safe.sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512");
        settings.put(
                "listener.name.safe.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_" + user + "=\"" + password
                        + "\";");
        settings.put(
                "listener.name.safe.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put(
                "listener.name.safe.ssl.keystore.location",
                directory.resolve("broker.p12").toString());
        settings.put("listener.name.safe.ssl.keystore.password", STORE_PASSWORD);
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        SecureCluster cluster =
                new SecureCluster(EmbeddedBroker.start(directory.resolve("kafka"), settings), directory, port);
        cluster.admin
                .alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096), password)))
                .all()
                .get();
        return cluster;
    }

    /** A key of the broker's and a store that trusts it, as people make them. */
    private static void certify(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        String keys = directory.resolve("broker.p12").toString();
        String certificate = directory.resolve("broker.pem").toString();
        keytool(
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                keys,
                "-storepass",
                STORE_PASSWORD);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "broker",
                "-file",
                certificate,
                "-keystore",
                keys,
                "-storepass",
                STORE_PASSWORD);
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "broker",
                "-file",
                certificate,
                "-keystore",
                directory.resolve("trust.p12").toString(),
                "-storepass",
                STORE_PASSWORD);
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(
                0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool failed: " + arguments[0]);
        }
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
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                JAAS.formatted(isPlain ? "plain" : "scram", isPlain ? "Plain" : "Scram", user, password),
                "ssl.truststore.location",
                directory.resolve("trust.p12").toString(),
                "ssl.truststore.password",
                STORE_PASSWORD);
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
