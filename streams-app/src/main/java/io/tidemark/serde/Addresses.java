package io.tidemark.serde;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.security.bearerauth.oauth.exceptions.SchemaRegistryOauthTokenRetrieverException;

/**
 * A registry's addresses, each with a client of its own: asked one after the other until one gives what is asked for, the one that gave last
 * first. What one of them does not have, another may: it follows late, or stands before something else.
 *
 * <p>An address that did not answer is left alone for {@link #LEFT_ALONE}, as long as another one answers. Any thread.
 */
final class Addresses {
    static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    private final List<Address> all;
    private final InstantSource clock;
    private volatile int first;

    private Addresses(List<Address> all, InstantSource clock) {
        this.all = all;
        this.clock = clock;
    }

    /** Nothing is sent yet. The client says with a bare RuntimeException that it cannot use a file or a setting. */
    static Addresses of(RegistrySettings settings, InstantSource clock) {
        try {
            return new Addresses(
                    settings.urls().stream()
                            .map(url -> new Address(RegistrySettings.shown(url), client(url, settings)))
                            .toList(),
                    clock);
        } catch (RuntimeException wrong) {
            Throwable root = wrong;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw Registry.RegistryFailure.refused(
                    "cannot set up the registry's client: registry=" + settings.address() + ": " + root.getMessage()
                            + "; correct the settings " + RegistrySettings.PREFIX + "… in --client-properties");
        }
    }

    private static SchemaRegistryClient client(String url, RegistrySettings settings) {
        return SchemaRegistryClientFactory.newClient(
                List.of(url),
                settings.mostCached(),
                List.of(new AvroSchemaProvider()),
                settings.isInProcess() ? Map.of() : settings.forClient(),
                Map.of());
    }

    /** What is asked of an address. */
    @FunctionalInterface
    interface Question<T> {
        T ask(SchemaRegistryClient client) throws IOException, RestClientException;
    }

    /** One of them, and until when it is left alone for what. */
    private static final class Address {
        private final String shown;
        private final SchemaRegistryClient client;
        private Instant aloneUntil = Instant.MIN;
        private Exception silence = new IOException("was not asked yet");

        Address(String shown, SchemaRegistryClient client) {
            this.shown = shown;
            this.client = client;
        }

        synchronized void leaveAlone(Exception why, Instant until) {
            silence = why;
            aloneUntil = until;
        }

        synchronized boolean isLeftAlone(Instant now) {
            return now.isBefore(aloneUntil);
        }

        synchronized Exception silence() {
            return silence;
        }
    }

    /** What an address said instead of giving what it was asked for. */
    private record Said(String address, Exception why) {}

    /**
     * Asks.
     *
     * @throws NotGiven if none gives it
     */
    <T> T ask(Question<T> question) throws NotGiven {
        Instant now = clock.instant();
        List<Said> said = new ArrayList<>();
        for (Address address : inOrder(now)) {
            if (address.isLeftAlone(now) && said.stream().anyMatch(each -> !RegistryAnswer.isSilence(each.why()))) {
                said.add(new Said(address.shown, address.silence()));
                continue;
            }
            try {
                T given = question.ask(address.client);
                first = all.indexOf(address);
                return given;
            } catch (IOException | RestClientException | SchemaRegistryOauthTokenRetrieverException failure) {
                said.add(new Said(address.shown, failure));
                if (RegistryAnswer.isSilence(failure)) {
                    address.leaveAlone(failure, now.plus(LEFT_ALONE));
                } else if (RegistryAnswer.isOfAll(failure)) {
                    break;
                }
            }
        }
        throw new NotGiven(said);
    }

    /** Those that are left alone come last. */
    private List<Address> inOrder(Instant now) {
        List<Address> order = new ArrayList<>(all);
        Collections.rotate(order, -first);
        List<Address> alone =
                order.stream().filter(address -> address.isLeftAlone(now)).toList();
        order.removeAll(alone);
        order.addAll(alone);
        return order;
    }

    /** No address gave it. */
    static final class NotGiven extends Exception {
        private static final long serialVersionUID = 1;

        private final transient List<Said> said;

        private NotGiven(List<Said> said) {
            this.said = List.copyOf(said);
        }

        /** Whether one of them says that there is no such thing, or none of Avro. */
        boolean isMissing() {
            return said.stream().anyMatch(each -> RegistryAnswer.isMissing(each.why()));
        }

        /** Whether one of them is there, and said something. */
        boolean isAnswered() {
            return said.stream().anyMatch(each -> each.why() instanceof RestClientException);
        }

        /** The addresses that do not say whether there is such a thing. */
        List<String> undecided() {
            return said.stream()
                    .filter(each -> !RegistryAnswer.isMissing(each.why()))
                    .map(Said::address)
                    .toList();
        }

        /** The one failure that says most: an answer more than silence, and of answers that there is none. */
        Exception telling() {
            List<Exception> all = said.stream().map(Said::why).toList();
            return all.stream()
                    .filter(RegistryAnswer::isMissing)
                    .findFirst()
                    .or(() -> all.stream()
                            .filter(why -> !RegistryAnswer.isSilence(why))
                            .findFirst())
                    .orElse(all.get(all.size() - 1));
        }
    }
}
