package io.tidemark.broker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key of 127.0.0.1 with a certificate that it signed itself, in files as people make them by {@code keytool}; all have one password.
 *
 * @param directory where its files are
 * @param name what they are called, and the key in them
 */
record Keys(Path directory, String name) {
    static final String PASSWORD = "store-sesame";

    /** Makes it. */
    static Keys make(Path directory, String name) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Keys keys = new Keys(directory, name);
        keytool(
                keys.store(),
                List.of(
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1"));
        keytool(
                keys.store(),
                List.of(
                        "-exportcert",
                        "-rfc",
                        "-alias",
                        name,
                        "-file",
                        keys.certificate().toString()));
        keytool(
                keys.trust(),
                List.of(
                        "-importcert",
                        "-noprompt",
                        "-alias",
                        name,
                        "-file",
                        keys.certificate().toString()));
        return keys;
    }

    /** The key and its certificate. */
    Path store() {
        return directory.resolve(name + ".p12");
    }

    /** A store that trusts it and nobody else. */
    Path trust() {
        return directory.resolve(name + "-trust.p12");
    }

    private Path certificate() {
        return directory.resolve(name + ".pem");
    }

    /** A server of that key, which trusts another one. */
    SSLContext context(Keys trusted) throws IOException, GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(load(store()), PASSWORD.toCharArray());
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(load(trusted.trust()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return context;
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static void keytool(Path store, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool failed: " + arguments.get(0));
        }
    }
}
