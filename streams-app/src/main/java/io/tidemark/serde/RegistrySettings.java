package io.tidemark.serde;

import io.tidemark.domain.WorldFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the schema registry is and how to talk to it.
 *
 * @param urls of the registry, tried one after the other; or one {@code mock://NAME}, a registry inside the process
 * @param client settings of Confluent's registry client under its own names, without the prefix {@value #PREFIX}
 */
public record RegistrySettings(List<String> urls, Map<String, String> client) {
    /** What the names of the registry client's settings begin with, among those of Kafka's clients. */
    public static final String PREFIX = "schema.registry.";

    private static final String IN_PROCESS = "mock://";
    private static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
    private static final String READ_TIMEOUT = "http.read.timeout.ms";
    private static final String CACHE_SIZE = "max.schemas.per.subject";
    private static final String TOKEN_BUFFER = "bearer.auth.cache.expiry.buffer.seconds";
    private static final Map<String, String> DEFAULTS =
            Map.of(CONNECT_TIMEOUT, "5000", READ_TIMEOUT, "10000", CACHE_SIZE, "1000");
    private static final Set<String> SCHEMES = Set.of("http", "https");

    public RegistrySettings {
        urls = List.copyOf(urls);
        client = Map.copyOf(client);
    }

    /**
     * Of the option {@code --registry} and the settings of all clients, of which those under {@value #PREFIX} count.
     *
     * <p>Where credentials are given and not where they come from, they are the ones given. Time-outs are 5 s to connect and 10 s to
     * read unless something else is said.
     *
     * @throws WorldFailure if an address is none, or a number is none
     */
    public static RegistrySettings of(String urls, Map<String, String> clients) {
        Map<String, String> settings = new HashMap<>(DEFAULTS);
        clients.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                settings.put(name.substring(PREFIX.length()), value.strip());
            }
        });
        if (settings.containsKey("basic.auth.user.info")) {
            settings.putIfAbsent("basic.auth.credentials.source", "USER_INFO");
        }
        if (settings.containsKey("bearer.auth.token")) {
            settings.putIfAbsent("bearer.auth.credentials.source", "STATIC_TOKEN");
        }
        String buffer = settings.getOrDefault(TOKEN_BUFFER, "300");
        if (!buffer.matches("\\d{1,4}")) {
            throw new WorldFailure("client properties: " + PREFIX + TOKEN_BUFFER + "='" + buffer
                    + "' is not a whole number from 0 to 9999; the default is 300");
        }
        DEFAULTS.keySet().forEach(name -> requireCount(name, settings.getOrDefault(name, "")));
        return new RegistrySettings(addresses(urls), settings);
    }

    private static List<String> addresses(String urls) {
        List<String> addresses = Stream.of(urls.split(","))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .toList();
        boolean isMock = addresses.size() == 1 && addresses.get(0).startsWith(IN_PROCESS);
        if (addresses.isEmpty() || !isMock && !addresses.stream().allMatch(RegistrySettings::isAddress)) {
            throw new WorldFailure("--registry: '" + shown(urls)
                    + "' is not the address of a schema registry; write http://HOST:PORT or https://…, several with commas between"
                    + " them, or mock://NAME");
        }
        return addresses;
    }

    private static boolean isAddress(String url) {
        try {
            URI uri = new URI(url);
            return uri.getScheme() != null && SCHEMES.contains(uri.getScheme()) && uri.getHost() != null;
        } catch (URISyntaxException none) {
            return false;
        }
    }

    private static void requireCount(String name, String value) {
        if (!value.matches("[1-9]\\d{0,8}")) {
            throw new WorldFailure("client properties: " + PREFIX + name + "='" + value
                    + "' is not a whole number from 1 to 999999999; the default is " + DEFAULTS.get(name));
        }
    }

    /** Whether it is a registry inside this process. */
    public boolean isInProcess() {
        return urls.get(0).startsWith(IN_PROCESS);
    }

    /** Most schemas that are remembered. */
    int mostCached() {
        return Integer.parseInt(client.getOrDefault(CACHE_SIZE, "1000"));
    }

    /**
     * As Confluent's client takes them: it reads those of TLS with the prefix and all others without, and one as a number only. Its own
     * memory of what is missing is left off, for ours.
     */
    Map<String, Object> forClient() {
        Map<String, Object> plain = new HashMap<>(client);
        plain.keySet().removeIf(name -> name.startsWith("missing."));
        plain.computeIfPresent(TOKEN_BUFFER, (name, value) -> Short.valueOf(value.toString()));
        Map<String, Object> all = new HashMap<>(plain);
        plain.forEach((name, value) -> all.put(PREFIX + name, value));
        return all;
    }

    /** The addresses as they may be shown: without user and password. */
    public String address() {
        return urls.stream().map(RegistrySettings::shown).collect(Collectors.joining(","));
    }

    /** A text without the user and password of any address in it. */
    static String shown(String text) {
        return text.replaceAll("(?<=://)[^/@\\s]*@", "***@");
    }

    /** Names the addresses, and of the settings only the names: values may be secret. */
    @Override
    public String toString() {
        return "RegistrySettings[" + address() + ", " + client.keySet() + "]";
    }
}
