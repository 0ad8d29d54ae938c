package io.tidemark.runtime;

import io.tidemark.config.DurationText;
import io.tidemark.serde.RegistrySettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;

/** Everything that an application would run with, as text that may be shown to anybody. */
public final class InForce {
    static final String HIDDEN = "***";
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(password|secret|token(?!\\.endpoint)|jaas|user\\.info|credential(?!s\\.source)|private).*");
    private static final Pattern PREFIX =
            Pattern.compile("^(main\\.consumer|restore\\.consumer|global\\.consumer|consumer|producer|admin|topic)\\.");
    private static final Pattern USER_IN_ADDRESS = Pattern.compile("(?<=://)[^/@\\s]*@");
    private static final Pattern QUERY_OF_ADDRESS = Pattern.compile("(?<=\\?)[^,\\s]+");

    /** Settings of the application, of the registry's client and of Kafka that its definitions do not list; all of them may be seen, but for what a name says. */
    private static final Pattern OWN =
            Pattern.compile("[a-z]+-[a-z]+|registry|state|threads|partitions|schema\\.registry\\..*"
                    + "|max\\.message\\.bytes|processing\\.exception\\.handler\\.global\\.enabled|__[a-z.]+__");

    private static final List<ConfigDef> KNOWN = List.of(
            StreamsConfig.configDef(),
            ProducerConfig.configDef(),
            ConsumerConfig.configDef(),
            AdminClientConfig.configDef());

    private static final Map<String, String> HEADINGS = headings();

    private InForce() {}

    private static Map<String, String> headings() {
        Map<String, String> headings = new LinkedHashMap<>();
        headings.put("application", "# application");
        headings.put("kafka", "# Kafka clients and streams; all else is Kafka's default");
        headings.put("registry", "# schema registry");
        return headings;
    }

    /**
     * Lines of Java properties in three parts: the application, Kafka's clients, the registry's.
     *
     * @param elsewhere names of settings whose values are kept elsewhere, and so are not shown
     */
    public static List<String> lines(AppSettings settings, Collection<String> elsewhere) {
        SortedMap<String, SortedMap<String, String>> sections = sections(settings, elsewhere);
        List<String> lines = new ArrayList<>();
        HEADINGS.forEach((section, heading) -> {
            lines.add(heading);
            Objects.requireNonNull(sections.get(section)).forEach((name, value) -> lines.add(name + "=" + value));
        });
        return lines;
    }

    /** The same by section, {@code application}, {@code kafka} and {@code registry}, and name. */
    static SortedMap<String, SortedMap<String, String>> sections(AppSettings settings, Collection<String> elsewhere) {
        Set<String> hidden = Set.copyOf(elsewhere);
        Map<String, String> kafka = new TreeMap<>();
        MonitorApp.properties(settings).forEach((name, value) -> kafka.put(name.toString(), value(value)));
        Map<String, String> registry = new TreeMap<>();
        settings.registry().client().forEach((name, value) -> registry.put(RegistrySettings.PREFIX + name, value));
        return new TreeMap<>(Map.of(
                "application",
                shown(application(settings), hidden),
                "kafka",
                shown(kafka, hidden),
                "registry",
                shown(registry, hidden)));
    }

    private static Map<String, String> application(AppSettings settings) {
        Map<String, String> all = new TreeMap<>();
        all.put("application-id", settings.applicationId());
        all.put("bootstrap-servers", settings.bootstrapServers());
        all.put("registry", settings.registry().address());
        all.put("state", settings.stateDirectory().toString());
        all.put("commit-interval", Long.toString(settings.commitInterval().toMillis()));
        all.put("threads", Integer.toString(settings.threads()));
        all.put("partitions", Integer.toString(settings.partitions()));
        all.put("no-create", Boolean.toString(settings.care().missing() == AppSettings.MissingTopics.ARE_A_MISTAKE));
        all.put("schema-patience", DurationText.of(settings.care().schemaPatience()));
        return all;
    }

    private static String value(Object value) {
        return value instanceof Class<?> type ? type.getName() : value.toString();
    }

    private static SortedMap<String, String> shown(Map<String, String> settings, Set<String> hidden) {
        SortedMap<String, String> shown = new TreeMap<>(settings);
        shown.replaceAll((name, value) -> shown(name, value, hidden));
        return shown;
    }

    private static String shown(String name, String value, Set<String> hidden) {
        boolean isSecret =
                hidden.contains(name) || isPassword(PREFIX.matcher(name).replaceFirst(""));
        return isSecret ? HIDDEN : address(value);
    }

    /** A text without what an address in it may hide: user and password, and what is asked of it. */
    static String address(String text) {
        return QUERY_OF_ADDRESS
                .matcher(USER_IN_ADDRESS.matcher(text).replaceAll(HIDDEN + "@"))
                .replaceAll(HIDDEN);
    }

    /** By Kafka's own word where it knows the setting, and by its name; what nobody knows may be a secret that is misspelt. */
    private static boolean isPassword(String name) {
        List<ConfigDef.ConfigKey> keys = KNOWN.stream()
                .map(known -> known.configKeys().get(name))
                .filter(Objects::nonNull)
                .toList();
        boolean isUnknown = keys.isEmpty() && !OWN.matcher(name).matches();
        return isUnknown
                || SECRET.matcher(name).matches()
                || keys.stream().anyMatch(key -> key.type == ConfigDef.Type.PASSWORD);
    }
}
