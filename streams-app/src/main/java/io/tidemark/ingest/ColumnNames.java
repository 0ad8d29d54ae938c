package io.tidemark.ingest;

import io.tidemark.config.FieldMapping;
import io.tidemark.config.FieldPath;
import io.tidemark.domain.Observation;
import io.tidemark.stats.HotPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a topic, and which places of its records come to each. Of several that come to one name an event has the first that holds a value, in
 * the order of {@link FieldMapping#orderOfPlaces()}; so what counts depends on the record alone, not on its format, nor on what was met before.
 *
 * <p>Costs nothing but a look at a length as long as every name is one place's. Owned by one task; not thread-safe.
 */
final class ColumnNames {
    private final FieldMapping mapping;
    private final String topic;
    private final NameListener listener;
    private final Map<String, List<Place>> byColumn = new HashMap<>();
    /** Where the names of shared columns stand among the page's names, rising; and which place each one is. */
    private int[] offsets = {};

    private Place[] places = {};
    private long event;

    ColumnNames(FieldMapping mapping, String topic, NameListener listener) {
        this.mapping = mapping;
        this.topic = topic;
        this.listener = listener;
    }

    /** A place of a column. */
    private static final class Place {
        private final FieldPath path;
        private final int nameOffset;
        private Contest contest = new Contest();
        private int rank;

        Place(FieldPath path, int nameOffset) {
            this.path = path;
            this.nameOffset = nameOffset;
        }

        FieldPath path() {
            return path;
        }
    }

    /** The places of one column in the event at hand. */
    private static final class Contest {
        private long event;
        private int field;
        private int rank;
        private boolean hasValue;

        @HotPath
        void offer(long ofEvent, int ofField, int ofRank, boolean isValue) {
            boolean isBetter = isValue == hasValue ? ofRank < rank : isValue;
            if (event != ofEvent || isBetter) {
                event = ofEvent;
                field = ofField;
                rank = ofRank;
                hasValue = isValue;
            }
        }
    }

    /**
     * A place comes to a column.
     *
     * @param nameOffset where its name stands among the page's names; no other place's does there
     */
    void add(String column, FieldPath path, int nameOffset) {
        List<Place> same = byColumn.computeIfAbsent(column, ignored -> new ArrayList<>(1));
        same.add(new Place(path, nameOffset));
        if (same.size() > 1) {
            share(column, same);
        }
    }

    private void share(String column, List<Place> same) {
        same.sort((one, other) -> mapping.orderOfPlaces().compare(one.path(), other.path()));
        Contest contest = new Contest();
        for (int i = 0; i < same.size(); i++) {
            Place place = same.get(i);
            place.rank = i;
            place.contest = contest;
            remember(place);
        }
        listener.shared(topic, column, same.stream().map(Place::path).toList());
    }

    private void remember(Place place) {
        int at = Arrays.binarySearch(offsets, place.nameOffset);
        if (at < 0) {
            int to = -1 - at;
            int[] longer = Arrays.copyOf(offsets, offsets.length + 1);
            Place[] more = Arrays.copyOf(places, longer.length);
            System.arraycopy(offsets, to, longer, to + 1, offsets.length - to);
            System.arraycopy(places, to, more, to + 1, places.length - to);
            longer[to] = place.nameOffset;
            more[to] = place;
            offsets = longer;
            places = more;
        }
    }

    /** A place would come to a column that the mapping gives to another. */
    void hide(String column, FieldPath path) {
        listener.hidden(topic, column, path);
    }

    /** A value's name is beyond a limit. */
    void refuse(NameListener.Limit limit, FieldPath outer) {
        listener.refused(topic, limit, outer);
    }

    /** Leaves an event one value of each column that several places come to. */
    @HotPath
    void settle(Observation out) {
        if (offsets.length > 0) {
            event++;
            for (int field = 0; field < out.fields(); field++) {
                Place place = place(out.nameOffset(field));
                if (place != null) {
                    byte kind = out.kind(field);
                    boolean isValue = kind != Observation.NULL && kind != Observation.PERHAPS_NULL;
                    place.contest.offer(event, field, place.rank, isValue);
                }
            }
            keep(out);
        }
    }

    @HotPath
    private void keep(Observation out) {
        int kept = 0;
        for (int field = 0; field < out.fields(); field++) {
            Place place = place(out.nameOffset(field));
            if (place == null || place.contest.field == field) {
                out.move(field, kept++);
            }
        }
        out.cut(kept);
    }

    @HotPath
    private @Nullable Place place(int nameOffset) {
        int at = Arrays.binarySearch(offsets, nameOffset);
        return at < 0 ? null : places[at];
    }
}
