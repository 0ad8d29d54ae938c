package io.tidemark.runtime;

import io.tidemark.config.Names;
import io.tidemark.serde.RegistrySettings;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The names of settings that Kafka's clients and Kafka Streams know. */
public final class ClientNames {
    private static final Pattern OF_ONE_CLIENT =
            Pattern.compile("^(main\\.consumer|restore\\.consumer|global\\.consumer|consumer|producer|admin)\\.(?=.)");
    /** Of topics, of config providers, and of the registry's client, which knows its own. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "(topic|config\\.providers|" + Pattern.quote(RegistrySettings.PREFIX.replaceFirst("\\.$", "")) + ")\\..*");

    private static final Set<String> KNOWN = Stream.of(
                    ConsumerConfig.configNames(),
                    ProducerConfig.configNames(),
                    AdminClientConfig.configNames(),
                    StreamsConfig.configDef().names())
            .flatMap(Set::stream)
            .collect(Collectors.toCollection(TreeSet::new));

    private ClientNames() {}

    /**
     * What is said of names that none of them knows, never of their values: Kafka passes over them, so that a mistyped one does nothing.
     *
     * @return a sentence a name, by name
     */
    public static List<String> doubts(Collection<String> names) {
        return names.stream()
                .sorted()
                .filter(name -> !ELSEWHERE.matcher(name).matches())
                .filter(name -> !KNOWN.contains(bare(name)))
                .map(name -> "client properties: no client of Kafka knows " + name + meant(name))
                .toList();
    }

    private static String bare(String name) {
        return OF_ONE_CLIENT.matcher(name).replaceFirst("");
    }

    private static String meant(String name) {
        String nearest = Names.nearest(bare(name), KNOWN);
        String prefix = name.substring(0, name.length() - bare(name).length());
        return nearest.isEmpty()
                ? "; it is handed on as it is, for a class that may"
                : "; did you mean " + prefix + nearest + "?";
    }
}
