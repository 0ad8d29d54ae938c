package io.tidemark.notify;

import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rows of a postmortem's timeline: the onset, the episode's transitions, the changes before it and the notes about it, by metric time. */
final class PostmortemTimeline {
    private static final Duration REPLAYED = Duration.ofDays(30);

    /**
     * A row.
     *
     * @param clockMs by the clock; {@link Long#MIN_VALUE} if nothing happened then
     */
    private record Row(long metricMs, long clockMs, String what) {
        String line() {
            String clock = clockMs == Long.MIN_VALUE ? "" : TimeText.instant(clockMs);
            return "| " + TimeText.instant(metricMs) + " | " + clock + " | " + Markdown.text(what) + " |";
        }
    }

    private PostmortemTimeline() {}

    static List<String> of(Story story) {
        List<Row> rows = new ArrayList<>();
        for (AlertContext.Suspect suspect : story.suspecting().context().changes()) {
            rows.add(new Row(suspect.change().atMs(), Long.MIN_VALUE, "change: " + AlertFacts.what(suspect.change())));
        }
        rows.add(new Row(story.first().times().sinceMs(), Long.MIN_VALUE, "onset: the first bad slot begins"));
        for (Story.Turned turned : story.turns()) {
            rows.add(new Row(turned.times().metricTimeMs(), turned.times().clockTimeMs(), turned.words()));
        }
        for (Annotation note : story.notes()) {
            String by = note.by().isEmpty() ? "" : " (" + note.by() + ")";
            rows.add(new Row(
                    note.times().fromMs(), note.times().clockMs(), Turn.word(note.kind()) + ": " + note.text() + by));
        }
        rows.sort(Comparator.comparingLong(Row::metricMs));
        return rows.stream().map(Row::line).distinct().toList();
    }

    /** A delay by the clock; where data are so old that they were replayed, the clock says nothing of it. */
    static String clockDelay(long ms) {
        return ms > REPLAYED.toMillis() ? "unknown, for the data were replayed" : Words.span(Math.max(0, ms));
    }
}
