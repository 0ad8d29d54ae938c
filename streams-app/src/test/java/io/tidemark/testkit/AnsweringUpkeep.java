package io.tidemark.testkit;

import io.tidemark.query.Configuration;
import io.tidemark.query.Instances;
import io.tidemark.query.Letters;
import io.tidemark.query.Letters.DeadLetterFacts;
import io.tidemark.query.Models;
import io.tidemark.query.PeerSettings;
import io.tidemark.query.Pipeline;
import io.tidemark.query.Upkeep;
import io.tidemark.query.Vitals;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An application that one of its instances cannot answer for, with some dead letters and a secret among its settings. */
public final class AnsweringUpkeep {
    private static final long FIVE = Instant.parse("2026-01-01T00:05:00Z").toEpochMilli();

    private AnsweringUpkeep() {}

    static Upkeep of(Models models) {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(FIVE + 60_000), ZoneOffset.UTC);
        Instances instances = new Instances(
                () -> List.of("127.0.0.1:1", "here:1", "unavailable:0"),
                () -> vitals("here:1"),
                HttpClient.newHttpClient(),
                new PeerSettings("http", ""));
        Pipeline pipeline = new Pipeline(
                models,
                Map.of("shop", List.of("events-0"), "fraud", List.of("events-1")),
                instances,
                () -> Map.of("events-0", 12L),
                clock);
        return new Upkeep(
                pipeline,
                AnsweringUpkeep::letters,
                new Configuration(
                        new TreeMap<>(Map.of(
                                "application", new TreeMap<>(Map.of("threads", "2", "ssl.key.password", "***")))),
                        new TreeMap<>(Map.of("monitors", List.of(Map.of("model", "shop"))))));
    }

    /** Vitals of an instance that restores. */
    public static Vitals vitals(String instance) {
        return new Vitals(
                instance,
                "running",
                2,
                1_000,
                List.of(new Vitals.Restoring("profiles", 1, 10, 100)),
                new Vitals.Memory(1, 2, 3, 4, 5),
                new Vitals.Rates(6.5, 0.5),
                Map.of("undecodable", 7L));
    }

    private static Letters letters() {
        return new Letters(
                "letters",
                900,
                1,
                Map.of("UNDECODABLE", 899L, "FROM_THE_FUTURE", 1L),
                List.of(
                        letter(2, "UNDECODABLE", Letters.Fate.WAITING),
                        letter(1, "FROM_THE_FUTURE", Letters.Fate.REPLAYED),
                        letter(0, "UNDECODABLE", Letters.Fate.WAITING)),
                4);
    }

    private static DeadLetterFacts letter(long offset, String reason, Letters.Fate fate) {
        return new DeadLetterFacts(
                new Letters.Place("letters", 0, offset),
                reason,
                "seen and what would be right",
                FIVE + offset,
                1,
                new Letters.Place("events", 3, 40 + offset),
                FIVE,
                fate);
    }
}
