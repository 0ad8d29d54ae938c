package io.tidemark.domain;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/**
 * What a profile speaks of: a model, a stage and a slice of its events.
 *
 * @param model the monitored model
 * @param stage training or serving
 * @param slice {@link #ALL}, {@code dimension=value}, several of them joined by commas, {@code version=…}; or {@code dependency:…}, which
 *     holds the reports of a dependency and none of the model's own events
 */
public record Scope(String model, Stage stage, String slice) implements Comparable<Scope> {
    /** The slice of all events. */
    public static final String ALL = "*";

    /** The value that stands for all values beyond the limit of slices. */
    public static final String OTHER = "__other__";

    private static final String VERSION = "version=";
    private static final String DEPENDENCY = "dependency:";
    private static final String RUN = "run=";

    private static final Comparator<Scope> ORDER =
            Comparator.comparing(Scope::model).thenComparing(Scope::stage).thenComparing(Scope::slice);

    /** Whether this is the slice of all events. */
    public boolean isWhole() {
        return slice.equals(ALL);
    }

    /** The slice of a model version; as in all slices {@code ,}, {@code =} and {@code \\} in the value stand behind a {@code \\}. */
    public static String versionSlice(String version) {
        return VERSION + escaped(version);
    }

    /** What stands where a slice would, of an alert about one training run. */
    public static String runSlice(String run) {
        return RUN + escaped(run);
    }

    /** Whether it is about one training run. */
    public static boolean isRun(String slice) {
        return slice.startsWith(RUN);
    }

    /** A value as slices write it: {@code ,}, {@code =} and {@code \\} stand behind a {@code \\}. */
    public static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=");
    }

    /** Whether this is the slice of one model version. */
    public boolean isVersion() {
        return slice.startsWith(VERSION);
    }

    /** The version as the slice writes it; empty if it is none. */
    public String version() {
        return isVersion() ? slice.substring(VERSION.length()) : "";
    }

    /** The slice of a dependency's reports. */
    public static String dependencySlice(String name) {
        return DEPENDENCY + name.replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=");
    }

    /** Whether a slice is that of a dependency's reports. */
    public static boolean isDependency(String slice) {
        return slice.startsWith(DEPENDENCY);
    }

    /** The dependency as the slice writes it; empty if it is none. */
    public String dependency() {
        return isDependency(slice) ? slice.substring(DEPENDENCY.length()) : "";
    }

    /** The same slice of another stage. */
    public Scope in(Stage other) {
        return new Scope(model, other, slice);
    }

    @Override
    public int compareTo(Scope other) {
        return ORDER.compare(this, other);
    }

    /**
     * The dimensions of {@code country=BR,platform=ios}; none of {@code *}. In values {@code ,}, {@code =} and {@code \} stand behind a
     * {@code \}. <em>Unchecked:</em> no dimension's name has one of these.
     */
    public static Set<String> dimensions(String slice) {
        Set<String> dimensions = new HashSet<>();
        int start = 0;
        for (int i = 0; i < slice.length(); i++) {
            switch (slice.charAt(i)) {
                case '\\' -> i++;
                case '=' -> dimensions.add(slice.substring(start, i));
                case ',' -> start = i + 1;
                default -> {}
            }
        }
        return dimensions;
    }
}
