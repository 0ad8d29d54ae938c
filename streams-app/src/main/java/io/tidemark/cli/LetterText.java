package io.tidemark.cli;

import io.tidemark.cli.TextTable.Align;
import io.tidemark.domain.TimeText;
import io.tidemark.runtime.letters.DeadLetterBox;
import io.tidemark.runtime.letters.DeadLetterReplay.Outcome;
import io.tidemark.runtime.letters.Letter;
import io.tidemark.runtime.letters.LetterCensus;
import io.tidemark.runtime.letters.LetterCensus.Group;
import io.tidemark.runtime.letters.LetterCensus.Tally;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dead letters, for people. */
final class LetterText {
    private static final int MOST_HOURS = 24;
    private static final int MOST_SHOWN = 4_096;
    private static final int LONGEST_DETAIL = 100;
    private static final int WIRE_FORMAT = 5;
    private static final int WIDTH = 16;

    private LetterText() {}

    /** Whether the bytes of a record are shown. */
    enum Bodies {
        SHOWN,
        HIDDEN
    }

    /** Whether it was done. */
    enum Mood {
        PLANNED,
        DONE
    }

    /** Counts, then the newest. */
    static List<String> list(LetterCensus census, DeadLetterBox box) {
        List<String> lines = new ArrayList<>();
        if (census.letters() == 0) {
            lines.add("no dead letters on " + box.name() + (box.topics().isEmpty() ? "" : " of what was asked for"));
            return lines;
        }
        lines.addAll(wholes(census));
        List<String> hours = hours(census);
        if (!hours.isEmpty()) {
            lines.add("");
            lines.addAll(hours);
        }
        if (!census.newest().isEmpty()) {
            lines.add("");
            lines.addAll(newest(census, box));
        }
        lines.add("");
        long sent = census.letters() - census.waiting();
        lines.add(count(census.letters()) + " dead letter" + s(census.letters()) + " on " + box.name()
                + (sent == 0 ? "" : ", " + count(sent) + " sent again; " + count(census.waiting()) + " waiting"));
        return lines;
    }

    private static String s(long count) {
        return count == 1 ? "" : "s";
    }

    private static List<String> wholes(LetterCensus census) {
        TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.LEFT, Align.LEFT);
        table.add("reason", "topic", "waiting", "sent again", "first", "last");
        for (Map.Entry<Group, Tally> entry : census.wholes().entrySet()) {
            Tally tally = entry.getValue();
            table.add(
                    printable(entry.getKey().reason()),
                    printable(entry.getKey().topic()),
                    count(tally.waiting()),
                    count(tally.replayed()),
                    TimeText.instant(tally.firstMs()),
                    TimeText.instant(tally.lastMs()));
        }
        return table.lines();
    }

    /** The last hours that have any; none where there is but one. */
    private static List<String> hours(LetterCensus census) {
        List<Map.Entry<Group, Tally>> all = new ArrayList<>(census.hours().entrySet());
        all.sort((left, right) ->
                Long.compare(left.getKey().hourMs(), right.getKey().hourMs()));
        if (all.stream().mapToLong(entry -> entry.getKey().hourMs()).distinct().count() < 2) {
            return List.of();
        }
        TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT);
        table.add("hour", "reason", "topic", "waiting", "sent again");
        for (Map.Entry<Group, Tally> entry : all.subList(Math.max(0, all.size() - MOST_HOURS), all.size())) {
            table.add(
                    TimeText.instant(entry.getKey().hourMs()),
                    printable(entry.getKey().reason()),
                    printable(entry.getKey().topic()),
                    count(entry.getValue().waiting()),
                    count(entry.getValue().replayed()));
        }
        return table.lines();
    }

    private static List<String> newest(LetterCensus census, DeadLetterBox box) {
        TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT);
        table.add("letter", "record", "written", "why");
        for (Letter letter : census.newest()) {
            String fate = box.isReplayed(letter) ? " (sent again)" : again(letter);
            String detail = printable(letter.cause().detail());
            String cut = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "…" : detail;
            table.add(
                    letter.id().text(),
                    printable(letter.origin().text()),
                    TimeText.instant(letter.cause().writtenMs()),
                    printable(letter.cause().reason()) + ": " + cut + fate);
        }
        return table.lines();
    }

    private static String again(Letter letter) {
        return letter.cause().failures() > 1 ? " (failed " + letter.cause().failures() + " times)" : "";
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** One letter. */
    static List<String> letter(Letter letter, DeadLetterBox box, Bodies bodies) {
        List<String> lines = new ArrayList<>();
        Letter.Cause cause = letter.cause();
        lines.add("letter " + letter.id().text() + " of " + box.name() + ", written "
                + TimeText.instant(cause.writtenMs()));
        lines.add("  why       " + printable(cause.reason()) + ": " + printable(cause.detail()));
        lines.add("  record    " + printable(letter.origin().text()) + ", of "
                + TimeText.instant(letter.origin().timestampMs()));
        lines.add("  failed    " + (cause.failures() == 1 ? "once" : cause.failures() + " times")
                + (cause.earlier().isEmpty() ? "" : ", sent again from letter " + printable(cause.earlier())));
        lines.add("  sent      " + (box.isReplayed(letter) ? "again" : "not again yet"));
        if (!letter.body().cut().isEmpty()) {
            lines.add("  cut       the topic takes no more: "
                    + printable(letter.body().cut()) + " bytes at "
                    + printable(letter.origin().text()));
        }
        for (Letter.Header header : letter.body().headers()) {
            lines.add("  header    " + printable(header.name()) + ": "
                    + (bodies == Bodies.SHOWN
                            ? printable(new String(header.value(), StandardCharsets.UTF_8))
                            : header.value().length + " bytes"));
        }
        bytes("key", letter.body().key(), bodies, lines);
        bytes("value", letter.body().value(), bodies, lines);
        return lines;
    }

    private static void bytes(String what, byte @Nullable [] bytes, Bodies bodies, List<String> lines) {
        String title = String.format(Locale.ROOT, "  %-8s  ", what);
        if (bytes == null) {
            lines.add(title + "none");
            return;
        }
        boolean isValue = what.equals("value");
        int first = Math.min(bytes.length, WIRE_FORMAT);
        String start = isValue && bodies == Bodies.HIDDEN && first > 0
                ? ", begins " + HexFormat.ofDelimiter(" ").formatHex(bytes, 0, first)
                : "";
        lines.add(title + count(bytes.length) + " byte" + s(bytes.length) + start);
        if (bodies == Bodies.SHOWN) {
            dump(bytes, lines);
        }
    }

    private static void dump(byte[] bytes, List<String> lines) {
        int end = Math.min(bytes.length, MOST_SHOWN);
        for (int at = 0; at < end; at += WIDTH) {
            int to = Math.min(end, at + WIDTH);
            StringBuilder text = new StringBuilder();
            for (int i = at; i < to; i++) {
                text.append(bytes[i] >= ' ' && bytes[i] < 127 ? (char) bytes[i] : '.');
            }
            String hex = HexFormat.ofDelimiter(" ").formatHex(bytes, at, to);
            lines.add(String.format(Locale.ROOT, "    %06x  %-47s  %s", at, hex, text));
        }
        if (end < bytes.length) {
            lines.add("    … " + count(bytes.length - end) + " bytes more; --json has them all");
        }
    }

    /** What a replay did or would do. */
    static List<String> outcome(Outcome outcome, Mood mood) {
        List<String> lines = new ArrayList<>();
        boolean isDone = mood == Mood.DONE;
        lines.add(count(outcome.sent()) + " record" + s(outcome.sent())
                + (isDone ? " sent back to where they stood" : " would be sent back to where they stood")
                + (outcome.sentAgain() == 0
                        ? ""
                        : ", " + count(outcome.sentAgain()) + " of them failed more than once"));
        if (outcome.before() > 0) {
            lines.add(count(outcome.before()) + " letter" + s(outcome.before()) + " left alone: sent before");
        }
        if (outcome.lost() > 0) {
            lines.add(count(outcome.lost())
                    + " cannot be sent: the topic is gone, or the letter was cut and the record is gone");
        }
        if (!isDone && outcome.sent() > 0) {
            lines.add("nothing was sent; add --send to send them");
        }
        return lines;
    }

    /** Without what could move the cursor: names and headers come from anybody. */
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
