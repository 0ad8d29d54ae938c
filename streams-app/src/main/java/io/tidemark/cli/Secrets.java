package io.tidemark.cli;

import io.tidemark.notify.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Secrets from where people said that they are; what they are is in no message. */
final class Secrets {
    private Secrets() {}

    /**
     * The secret in a variable.
     *
     * @param where what people wrote, for the message
     * @throws UsageError if it is empty
     */
    static Secret ofVariable(String variable, Map<String, String> environment, String where) {
        return required(environment.getOrDefault(variable, ""), where, "set the variable");
    }

    /**
     * The secret in a file.
     *
     * @param where what people wrote, for the message
     * @throws UsageError if it is empty or cannot be read
     */
    static Secret ofFile(Path file, String where) {
        try {
            return required(Files.readString(file), where, "write the secret into it");
        } catch (IOException failure) {
            throw new UsageError(where + " cannot be read; name a file that can");
        }
    }

    private static Secret required(String text, String where, String remedy) {
        Secret secret = Secret.of(text);
        if (!secret.isGiven()) {
            throw new UsageError(where + " is empty; " + remedy);
        }
        return secret;
    }
}
