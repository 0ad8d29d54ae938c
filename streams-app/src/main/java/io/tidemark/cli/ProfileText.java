package io.tidemark.cli;

import io.tidemark.runtime.FileProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The profile of a file, for people and for machines. */
final class ProfileText {
    private ProfileText() {}

    /** A line a column. */
    static String text(String model, FileProfile profile) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s for %s: %,d events of %s to %s, %d columns, %d slices, %d windows",
                profile.name(),
                model,
                profile.events(),
                profile.from(),
                profile.to(),
                profile.columns().size(),
                profile.slices(),
                profile.windows()));
        int width = profile.columns().stream()
                .mapToInt(column -> column.name().length())
                .max()
                .orElse(0);
        for (FileProfile.Column column : profile.columns()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-" + Math.max(1, width) + "s  %-8s  %3d cells  %,10d rows  %5.1f %% missing  φ %s",
                    column.name(),
                    column.kind(),
                    column.cells(),
                    column.rows(),
                    100 * column.missing(),
                    column.isPhiKnown() ? String.format(Locale.ROOT, "%.1f", column.phi()) : "unknown"));
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** One object on one line. */
    static String json(String model, FileProfile profile) {
        String columns = profile.columns().stream()
                .map(column -> String.format(
                        Locale.ROOT,
                        "{\"column\":%s,\"kind\":\"%s\",\"cells\":%d,\"rows\":%d,\"missing\":%s,\"dispersion\":%s,"
                                + "\"dispersionKnown\":%b}",
                        JsonText.quote(column.name()),
                        column.kind(),
                        column.cells(),
                        column.rows(),
                        column.missing(),
                        column.phi(),
                        column.isPhiKnown()))
                .collect(Collectors.joining(","));
        return String.format(
                Locale.ROOT,
                "{\"model\":%s,\"reference\":%s,\"from\":\"%s\",\"to\":\"%s\",\"validFrom\":\"%s\",\"events\":%d,"
                        + "\"slices\":%d,\"windows\":%d,\"columns\":[%s]}",
                JsonText.quote(model),
                JsonText.quote(profile.name()),
                profile.from(),
                profile.to(),
                profile.validFrom(),
                profile.events(),
                profile.slices(),
                profile.windows(),
                columns);
    }
}
