package io.tidemark.pin;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Reference;
import io.tidemark.domain.TimeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * What pinning made.
 *
 * @param model the monitored model
 * @param range the event time it was made of
 * @param era the grids, and from when on they hold
 * @param slices the slices that were found
 * @param references one for each scope
 * @param events events in the range
 */
public record Pin(
        String model,
        TimeWindow range,
        GridBook.Era era,
        SortedSet<String> slices,
        List<Reference> references,
        long events) {
    public Pin {
        references = List.copyOf(references);
    }

    /** With more references. */
    public Pin with(List<Reference> more) {
        List<Reference> all = new ArrayList<>(references);
        all.addAll(more);
        return new Pin(model, range, era, slices, all, events);
    }

    /** The same under a version that people gave it, instead of the hash of what it holds. */
    public Pin as(String version) {
        return new Pin(
                model,
                range,
                era,
                slices,
                references.stream().map(reference -> reference.as(version)).toList(),
                events);
    }

    /** The book of the model once this pin holds, after what the book said before. */
    public GridBook after(GridBook before, int mostEras) {
        List<GridBook.Era> eras = new ArrayList<>(before.eras());
        eras.removeIf(known -> known.validFromMs() >= era.validFromMs());
        eras.add(era);
        return new GridBook(eras.subList(Math.max(0, eras.size() - mostEras), eras.size()), slices);
    }
}
