package io.tidemark.config;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.Comparisons;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The {@code comparisons} of a monitor: {@code training}, {@code rest}, {@code previous}, {@code {canary: v43, against: v42}}, {@code {launch: 7d}}.
 *
 * <p>Owned by one thread; not thread-safe.
 */
final class ComparisonsReader {
    private static final List<String> WORDS = List.of("training", "rest", "previous", "canary", "launch");
    private static final String WAYS = "training, rest, previous, {canary: v43, against: v42}, {launch: 7d}";

    private final Windows windows;
    private final boolean areWindowsSound;
    private final Set<Comparison> kinds = EnumSet.noneOf(Comparison.class);
    private String canary = "";
    private String against = "";
    private long launchMs;

    private ComparisonsReader(Windows windows, boolean areWindowsSound) {
        this.windows = windows;
        this.areWindowsSound = areWindowsSound;
    }

    static Comparisons read(Field field, Windows windows, boolean areWindowsSound) {
        ComparisonsReader reader = new ComparisonsReader(windows, areWindowsSound);
        if (field.isSingle()) {
            reader.word(field);
        } else {
            field.items().forEach(reader::item);
        }
        return new Comparisons(reader.kinds, reader.canary, reader.against, reader.launchMs);
    }

    private void item(Field item) {
        if (!item.isSection()) {
            word(item);
            return;
        }
        Section section = item.section();
        if (section.has("launch")) {
            launch(section.field("launch"), item);
        } else if (section.has("canary") || section.has("against")) {
            canary(section, item);
        } else {
            section.fail("is no comparison; write " + WAYS);
        }
        WORDS.forEach(section::field);
        section.field("against");
        section.finish();
    }

    private void word(Field item) {
        String word = item.requiredText("write " + WAYS);
        if (word.equals("training")) {
            add(Comparison.TRAINING, item);
        } else if (word.equals("rest")) {
            add(Comparison.REST, item);
        } else if (word.equals("previous")) {
            add(Comparison.PREVIOUS, item);
        } else if (item.isSingle() && !word.isBlank()) {
            item.fail("is no comparison; " + (WORDS.contains(word) ? "write " + WAYS : suggestion(word)));
        }
    }

    private static String suggestion(String word) {
        String nearest = Names.nearest(word, WORDS);
        return nearest.isEmpty() ? "write " + WAYS : "did you mean " + nearest + "?";
    }

    private void add(Comparison kind, Field item) {
        if (!kinds.add(kind)) {
            item.fail("is the second comparison of that kind; keep one");
        }
    }

    private void canary(Section section, Field item) {
        canary = version(section.field("canary"), "name the version that is tried");
        against = version(section.field("against"), "name the version that it is compared with");
        if (!canary.isBlank() && canary.equals(against)) {
            section.field("against").fail("is the canary itself; name the version that it is compared with");
        }
        add(Comparison.CANARY, item);
    }

    private static String version(Field field, String remedy) {
        return field.requiredText(remedy);
    }

    private void launch(Field field, Field item) {
        Duration length = WindowsReader.durationOrWindows(field, windows.size(), windows.size());
        long windowMs = windows.size().toMillis();
        if (areWindowsSound && length.compareTo(windows.size()) < 0) {
            field.fail("is shorter than one window of " + DurationText.of(windows.size())
                    + "; five windows or more tell how much they vary");
        } else if (areWindowsSound && length.compareTo(windows.retention()) > 0) {
            field.fail("is longer than windows are kept, retention=" + DurationText.of(windows.retention())
                    + "; set windows.retention to " + DurationText.of(length) + " or more");
        }
        launchMs = -Math.floorDiv(-length.toMillis(), windowMs) * windowMs;
        add(Comparison.LAUNCH, item);
    }
}
