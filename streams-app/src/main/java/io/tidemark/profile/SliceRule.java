package io.tidemark.profile;

import io.tidemark.domain.Observation;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.stats.ByteTable;
import io.tidemark.stats.HotPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to slice: a combination of dimensions, the model version, or the dependency that an event reports. Finds an event's slice without making a string.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class SliceRule {
    /** Longest value of a dimension, in bytes; longer ones are cut there. */
    static final int LONGEST_VALUE = 200;

    /** What stands for a dimension that the event does not have. */
    static final String NONE = "(none)";

    private static final byte[] NONE_UTF8 = NONE.getBytes(StandardCharsets.UTF_8);

    private final String model;
    private final List<String> dimensions;
    private final byte[][] names;
    private final Source source;
    private final ByteTable<LiveSlice> known = new ByteTable<>();
    private byte[] key;
    private int keyLength;
    private final @Nullable LiveSlice[] others = new LiveSlice[Stage.values().length];

    private SliceRule(String model, List<String> dimensions, Source source) {
        this.model = model;
        this.dimensions = List.copyOf(dimensions);
        this.source = source;
        this.names = dimensions.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.key = new byte[1 + (LONGEST_VALUE + 1) * Math.max(1, dimensions.size())];
    }

    static SliceRule ofDimensions(String model, List<String> dimensions) {
        return new SliceRule(model, dimensions, Source.DIMENSIONS);
    }

    static SliceRule ofVersion(String model) {
        return new SliceRule(model, List.of("version"), Source.VERSION);
    }

    static SliceRule ofDependency(String model) {
        return new SliceRule(model, List.of("dependency"), Source.DEPENDENCY);
    }

    /** What an event's slice is made of. */
    private enum Source {
        DIMENSIONS,
        VERSION,
        DEPENDENCY
    }

    /** Whether the event belongs to a slice of this rule: an event without a version is in no version's slice. */
    @HotPath
    boolean concerns(Observation event) {
        return source != Source.VERSION || event.versionLength() > 0;
    }

    /** The slice of the event, if it is known; else null, and {@link #admit} or {@link #other} decide. */
    @HotPath
    @Nullable
    LiveSlice find(Observation event) {
        key[0] = (byte) event.stage().ordinal();
        keyLength = 1;
        switch (source) {
            case VERSION -> append(event.bytes(), event.versionOffset(), event.versionLength());
            case DEPENDENCY ->
                append(
                        event.bytes(),
                        event.request().dependencyOffset(),
                        event.request().dependencyLength());
            case DIMENSIONS -> {
                for (byte[] name : names) {
                    appendDimension(event, name);
                }
            }
        }
        return known.get(key, 0, keyLength);
    }

    @HotPath
    private void appendDimension(Observation event, byte[] name) {
        for (int i = 0; i < event.dimensions(); i++) {
            int at = event.dimensionNameOffset(i);
            if (Arrays.equals(name, 0, name.length, event.nameBytes(), at, at + event.dimensionNameLength(i))) {
                append(event.dimensionBytes(i), event.dimensionValueOffset(i), event.dimensionValueLength(i));
                return;
            }
        }
        append(NONE_UTF8, 0, NONE_UTF8.length);
    }

    /** A byte of length, then the value: so no value can look like two. */
    @HotPath
    private void append(byte[] buffer, int offset, int length) {
        int kept = Utf8.cut(buffer, offset, length, LONGEST_VALUE);
        key[keyLength++] = (byte) kept;
        System.arraycopy(buffer, offset, key, keyLength, kept);
        keyLength += kept;
    }

    /** The name of the slice that was last looked for. */
    String name() {
        List<String> values = new ArrayList<>();
        for (int at = 1; at < keyLength; at += 1 + (key[at] & 0xff)) {
            values.add(new String(key, at + 1, key[at] & 0xff, StandardCharsets.UTF_8));
        }
        return name(values);
    }

    private String name(List<String> values) {
        if (source == Source.DEPENDENCY) {
            return Scope.dependencySlice(values.get(0));
        }
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < dimensions.size(); i++) {
            name.append(i == 0 ? "" : ",").append(dimensions.get(i)).append('=').append(Scope.escaped(values.get(i)));
        }
        return name.toString();
    }

    /** Makes the slice that was last looked for a known one. */
    LiveSlice admit(Stage stage) {
        LiveSlice slice = new LiveSlice(new Scope(model, stage, name()));
        known.add(key, 0, keyLength, slice);
        return slice;
    }

    /** The slice of all values beyond the limit. */
    LiveSlice other(Stage stage) {
        LiveSlice found = others[stage.ordinal()];
        if (found == null) {
            String[] values = new String[dimensions.size()];
            Arrays.fill(values, Scope.OTHER);
            found = new LiveSlice(new Scope(model, stage, name(Arrays.asList(values))));
            others[stage.ordinal()] = found;
        }
        return found;
    }
}
