package io.tidemark.runtime;

import io.tidemark.domain.WorldFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * Settings of clients whose values stand elsewhere: {@code ${env:VARIABLE}}, {@code ${file:/path/to/properties:key}} and
 * {@code ${dir:/path/to/directory:file}}, looked up by Kafka's own config providers.
 */
public final class ClientSecrets {
    private ClientSecrets() {}

    /**
     * The settings with their values.
     *
     * @param environment of the process
     * @throws WorldFailure if a value is not where it should be; it names the setting and the place
     */
    public static Map<String, String> resolve(Map<String, String> written, Map<String, String> environment) {
        Map<String, String> resolved = new HashMap<>(written);
        Map<String, ConfigProvider> providers = providers(environment);
        for (String name : new TreeSet<>(written.keySet())) {
            String value = written.getOrDefault(name, "");
            if (refersElsewhere(value)) {
                resolved.put(name, resolve(name, value, new ConfigTransformer(providers), providers.keySet()));
            }
        }
        return resolved;
    }

    /** Whether the value, or a part of it, stands elsewhere. */
    public static boolean refersElsewhere(String value) {
        return value.contains("${env:") || value.contains("${file:") || value.contains("${dir:");
    }

    private static Map<String, ConfigProvider> providers(Map<String, String> environment) {
        EnvVarConfigProvider variables = new EnvVarConfigProvider(environment);
        FileConfigProvider files = new FileConfigProvider();
        DirectoryConfigProvider directories = new DirectoryConfigProvider();
        Map<String, ConfigProvider> providers = Map.of("env", variables, "file", files, "dir", directories);
        providers.values().forEach(provider -> provider.configure(Map.of()));
        return providers;
    }

    private static String resolve(String name, String value, ConfigTransformer transformer, Set<String> known) {
        try {
            String found = transformer.transform(Map.of(name, value)).data().getOrDefault(name, "");
            Matcher reference = ConfigTransformer.DEFAULT_PATTERN.matcher(value);
            while (reference.find()) {
                if (known.contains(reference.group(1)) && found.contains(reference.group())) {
                    throw missing(name, reference.group(), "nothing is there");
                }
            }
            return found;
        } catch (ConfigException unreadable) {
            throw missing(name, value.replaceAll("(?s)^[^$]*|[^}]*$", ""), String.valueOf(unreadable.getMessage()));
        }
    }

    private static WorldFailure missing(String name, String reference, String why) {
        return new WorldFailure("client properties: " + name + " refers to " + reference + ": " + why
                + "; write ${env:VARIABLE}, ${file:/path/to/properties:key} or ${dir:/path/to/directory:file}");
    }
}
