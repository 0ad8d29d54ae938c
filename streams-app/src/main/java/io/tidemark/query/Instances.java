package io.tidemark.query;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** All instances of the application, each asked how it is. Any thread may ask. */
public final class Instances {
    /** Where instances ask one another. */
    public static final String PATH = "/internal/vitals";

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final Supplier<List<String>> known;
    private final Supplier<Vitals> here;
    private final HttpClient client;
    private final PeerSettings settings;

    /**
     * Of an application.
     *
     * @param known all that the group knows, host:port
     * @param here how this one is
     */
    public Instances(Supplier<List<String>> known, Supplier<Vitals> here, HttpClient client, PeerSettings settings) {
        this.known = known;
        this.here = here;
        this.client = client;
        this.settings = settings;
    }

    /**
     * How they are.
     *
     * @param vitals of those that answered, in the order of their names
     * @param missing those that did not, or that do not tell where they listen
     */
    public record Found(List<Vitals> vitals, Set<String> missing) {
        public Found {
            vitals = List.copyOf(vitals);
            missing = Set.copyOf(missing);
        }
    }

    /** How this one is. */
    public Vitals here() {
        return here.get();
    }

    /** How all of them are; those that do not answer within two seconds are missing. */
    public Found all() {
        Vitals own = here();
        TreeMap<String, CompletableFuture<Optional<Vitals>>> asked = new TreeMap<>();
        for (String instance : known.get()) {
            if (!instance.equals(own.instance())) {
                asked.put(instance, ask(instance));
            }
        }
        asked.put(own.instance(), CompletableFuture.completedFuture(Optional.of(own)));
        List<Vitals> vitals = new ArrayList<>();
        Set<String> missing = new TreeSet<>();
        asked.forEach((instance, answer) -> answer.join().ifPresentOrElse(vitals::add, () -> missing.add(instance)));
        return new Found(vitals, missing);
    }

    private CompletableFuture<Optional<Vitals>> ask(String instance) {
        try {
            return settings.ask(client, instance, PATH, PATIENCE)
                    .thenApply(response -> response.statusCode() == OK
                            ? Optional.of(VitalsCodec.read(response.body()))
                            : Optional.<Vitals>empty())
                    .exceptionally(failure -> Optional.empty());
        } catch (IllegalArgumentException noAddress) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }
}
