package io.tidemark.runtime.story;

import io.tidemark.config.Monitor;
import io.tidemark.domain.RequestStatus;
import io.tidemark.serde.Answer;
import io.tidemark.serde.EventEncoder;
import io.tidemark.serde.LabelEncoder;
import io.tidemark.serde.Registry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What the story's model predicts in 200 minutes, and what proves true, the same each time: 240 predictions a minute, of three regions. One in
 * twenty is wrong, from a time on half of them. Owned by one thread.
 */
final class StoryEvents {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final int A_MINUTE = 240;
    /** From this minute on v3 predicts, before it v1; v3 is slow in br. */
    static final int NEW_VERSION = 90;
    /** From this minute on half of the predictions are wrong. */
    static final int WRONG = 145;
    /** All of them. */
    static final int MINUTES = 200;

    private static final long GAP_MS = 60_000 / A_MINUTE;
    private static final long LABEL_DELAY_MS = 120_000;
    private static final double USUAL_MS = 120;
    private static final double SLOW_MS = 300;
    private static final double SPREAD = 0.4;

    private final List<byte[]> answers = new ArrayList<>();
    private final List<byte[]> labels = new ArrayList<>();

    /** All of them, as their producers write them. */
    static StoryEvents of(Monitor monitor, Registry registry) {
        EventEncoder.Type type = EventEncoder.Type.PREDICTION;
        EventEncoder answers = new EventEncoder(
                monitor.model(), type, registry.register(monitor.source().topic(), type.schema()));
        LabelEncoder labels = new LabelEncoder(
                monitor.model(), registry.register(monitor.source().labels().topic(), LabelEncoder.schema()));
        StoryEvents events = new StoryEvents();
        Random random = new Random(11);
        for (int i = 0; i < MINUTES * A_MINUTE; i++) {
            Answer answer = answer(i, random);
            events.answers.add(answers.write(answer));
            events.labels.add(labels.ofClass(answer.id(), truth(i, random), answer.timeMs() + LABEL_DELAY_MS));
        }
        return events;
    }

    /** The events of these minutes, in order. */
    List<byte[]> answers(int fromMinute, int toMinute) {
        return answers.subList(fromMinute * A_MINUTE, toMinute * A_MINUTE);
    }

    /** What proved true of them. */
    List<byte[]> labels(int fromMinute, int toMinute) {
        return labels.subList(fromMinute * A_MINUTE, toMinute * A_MINUTE);
    }

    /** When a minute of the story begins, event time. */
    static long minute(int minute) {
        return START.plusSeconds(60L * minute).toEpochMilli();
    }

    /** One event in twelve is of br. */
    static Answer answer(int number, Random random) {
        boolean isNew = number >= NEW_VERSION * A_MINUTE;
        String region = number % 24 < 2 ? "br" : number % 4 < 2 ? "eu" : "us";
        double usual = isNew && region.equals("br") ? SLOW_MS : USUAL_MS;
        double latency = usual * Math.exp(SPREAD * random.nextGaussian());
        long timeMs = START.toEpochMilli() + number * GAP_MS;
        return new Answer(timeMs, isNew ? "v3" : "v1", "ok", latency, RequestStatus.OK, region);
    }

    /** {@code ok} is what was predicted. */
    static String truth(int number, Random random) {
        boolean isWrong = random.nextInt(20) == 0 || number >= WRONG * A_MINUTE && random.nextBoolean();
        return isWrong ? "fraud" : "ok";
    }
}
