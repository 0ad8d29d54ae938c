package io.tidemark.serde;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.security.bearerauth.oauth.exceptions.SchemaRegistryOauthTokenRetrieverException;

/** What it means that the registry's client failed, in words; never with a user or password of an address. */
final class RegistryAnswer {
    private static final int LONGEST = 600;
    private static final int FIRST_NOT_FOUND = 40_401;
    private static final int LAST_NOT_FOUND = 40_499;
    private static final Pattern CUT_OFF = Pattern.compile("reset|Broken pipe|Unexpected end|Error writing");
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

    /** Whether there is no such schema, or none of Avro. */
    static boolean isMissing(Exception failure) {
        return failure instanceof RestClientException answered && isNotFound(answered) || isNotAvro(failure);
    }

    /** Whether nobody answered, or somebody who cannot at the moment: asking again may help, without anybody correcting anything. */
    static boolean isSilence(Exception failure) {
        if (failure instanceof RestClientException answered) {
            int status = answered.getStatus();
            return status >= 500 || status == 408 || status == 429;
        }
        return !isNotAvro(failure) && !(failure instanceof SSLException tls && isOfCertificates(tls));
    }

    /** Whether the other addresses of a registry would say the same. */
    static boolean isOfAll(Exception failure) {
        return isNotAvro(failure)
                || failure instanceof RestClientException answered
                        && (answered.getStatus() == 409 || answered.getStatus() == 422);
    }

    /** One side broke off the talk by what it says of a certificate, rather than being cut off. */
    private static boolean isOfCertificates(SSLException tls) {
        for (Throwable cause = tls.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException || cause instanceof EOFException) {
                return false;
            }
        }
        return true;
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
        if (isNotFound(answered)) {
            return said;
        }
        if (status == 404) {
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
            return tls(said);
        }
        if (failure instanceof SchemaRegistryOauthTokenRetrieverException) {
            return "no token for the registry; see schema.registry.bearer.auth.issuer.endpoint.url, .client.id and .client.secret in"
                    + " --client-properties (" + said + ")";
        }
        if (isNotAvro(failure)) {
            return "is not an Avro schema, or a broken one";
        }
        if (CUT_OFF.matcher(said).find()) {
            return "the registry breaks off; start it, or correct --registry; over https it may want a certificate of ours,"
                    + " schema.registry.ssl.keystore.location in --client-properties (" + said + ")";
        }
        return "the registry does not answer; start it, or correct --registry (" + said + ")";
    }

    private static String tls(String said) {
        if (said.contains("PKIX") || said.contains("trustAnchors")) {
            return "nobody whom we trust vouches for the registry's certificate; set schema.registry.ssl.truststore.location and"
                    + " .truststore.password in --client-properties (" + said + ")";
        }
        if (said.contains("fatal alert")) {
            return "the registry does not take our certificate, or misses one; set schema.registry.ssl.keystore.location,"
                    + " .keystore.password and .key.password in --client-properties (" + said + ")";
        }
        return "no TLS with the registry; correct --registry, or see schema.registry.ssl.truststore.location, and where it wants a"
                + " certificate of ours schema.registry.ssl.keystore.location, in --client-properties (" + said + ")";
    }

    private static String text(Exception failure) {
        return RegistrySettings.shown(String.valueOf(failure.getMessage()));
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
