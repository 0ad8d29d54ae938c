package io.tidemark.serde;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/** What it means that the registry's client failed, in words; never with a user or password of an address. */
final class RegistryAnswer {
    private static final int LONGEST = 600;
    private static final int FIRST_NOT_FOUND = 40_401;
    private static final int LAST_NOT_FOUND = 40_499;
    private static final String CREDENTIALS =
            "; correct schema.registry.basic.auth.user.info or schema.registry.bearer.auth.token in --client-properties";

    private RegistryAnswer() {}

    /** Whether it is a registry that says that there is no such thing; a 404 of anything else says nothing. */
    static boolean isNotFound(RestClientException failure) {
        return failure.getErrorCode() >= FIRST_NOT_FOUND && failure.getErrorCode() <= LAST_NOT_FOUND;
    }

    /** The client got a schema of that id, and could not make Avro of it: it is of another type, or broken. */
    static boolean isNotAvro(Exception failure) {
        return failure instanceof IOException && text(failure).startsWith("Invalid schema");
    }

    /** Why it did not do what it was asked, and what would help. */
    static String words(Exception failure) {
        return failure instanceof RestClientException answered ? words(answered) : unanswered(failure);
    }

    private static String words(RestClientException answered) {
        int status = answered.getStatus();
        String said = cut(text(answered));
        if (status == 401) {
            return "the registry does not know us (401)" + CREDENTIALS;
        }
        if (status == 403) {
            return "the registry does not allow it (403)" + CREDENTIALS;
        }
        if (status == 409) {
            return "the registry holds another schema that this one is not compatible with (409): " + said
                    + "; is another build of Tidemark, or another application, writing under this --application-id?";
        }
        if (status == 404 && !isNotFound(answered)) {
            return "no schema registry answers there (404); correct the address's path, with Apicurio it is /apis/ccompat/v7";
        }
        return "the registry answers " + status + ": " + said;
    }

    private static String unanswered(Exception failure) {
        String said = failure.getClass().getSimpleName() + ": " + cut(text(failure));
        if (failure instanceof UnknownHostException) {
            return "there is no such host; correct --registry (" + said + ")";
        }
        if (failure instanceof SocketTimeoutException) {
            return "the registry does not answer in time; it is slow, or schema.registry.http.read.timeout.ms is too short ("
                    + said + ")";
        }
        if (failure instanceof SSLException) {
            return "no TLS with the registry; see schema.registry.ssl.truststore.location and .keystore.location in"
                    + " --client-properties (" + said + ")";
        }
        return "the registry does not answer; start it, or correct --registry (" + said + ")";
    }

    private static String text(Exception failure) {
        return RegistrySettings.shown(String.valueOf(failure.getMessage()));
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
