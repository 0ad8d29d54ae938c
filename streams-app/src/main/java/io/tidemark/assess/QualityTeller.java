package io.tidemark.assess;

import io.tidemark.assess.QualityMemory.Place;
import io.tidemark.domain.LabelRules;
import io.tidemark.domain.QualityPrevious;
import io.tidemark.domain.QualityUsual;
import io.tidemark.domain.QualityWindow;
import io.tidemark.domain.QualityWindow.State;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.stats.quality.QualityCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the readings of a window of quality of what is kept. */
public final class QualityTeller {
    /** Most windows that are summed up, so that a small loss is seen. */
    static final int LONGEST_SCALE = 32;

    /** How many scales there are: 1, 2, 4 … {@value #LONGEST_SCALE}. */
    static final int SCALES = 6;

    private final QualityPast past;

    public QualityTeller(QualityPast past) {
        this.past = past;
    }

    /**
     * The readings of windows that start in a range, as they were told last, but that what is compared is known as of now; the newest window first, of each
     * its own baseline's first.
     *
     * @param slices how many slices the model has
     */
    public List<Reading> told(AssessRules monitor, int slices, Scope scope, long fromMs, long toMs) {
        List<Reading> readings = new ArrayList<>();
        List<QualityWindow> windows = past.windows(scope, fromMs, toMs);
        QualityUsual usual = past.usual(scope, UsualQuality.key(monitor.labels().rules()));
        for (int i = windows.size() - 1; i >= 0; i--) {
            QualityWindow window = windows.get(i);
            if (window.revision() >= 0) {
                QualityUsual own = usual != null && window.startMs() >= usual.endMs() ? usual : null;
                readings.addAll(tell(monitor, slices, new Place(scope, window.startMs()), window, own));
            }
        }
        return readings;
    }

    /** The readings of a window that is told; its baseline is null while none is known. */
    List<Reading> tell(AssessRules monitor, int slices, Place place, QualityWindow told, @Nullable QualityUsual own) {
        QualityRead read = new QualityRead(monitor, slices);
        LabelRules rules = monitor.labels().rules();
        long earliestMs = own == null ? Long.MAX_VALUE : own.endMs();
        List<Reading> readings = new ArrayList<>();
        QualityRead.Around around = new QualityRead.Around(
                rest(place, told), sums(rules, place, told, earliestMs), sides(monitor.labels(), place, told));
        readings.add(read.read(place.scope(), told, own, around));
        if (monitor.labels().comparesVersions() && place.scope().isVersion()) {
            QualityPrevious before = past.previous(place.scope(), UsualQuality.key(rules));
            readings.add(read.againstPrevious(
                    place.scope(),
                    told,
                    before,
                    sums(
                            rules,
                            place,
                            told,
                            before == null ? Long.MAX_VALUE : before.usual().endMs())));
        }
        return readings;
    }

    /** The window with those before it, as far as all of them are mature and none is part of the baseline; nothing of one without data. */
    private SortedMap<Integer, QualityCounts> sums(
            LabelRules rules, Place place, QualityWindow window, long earliestMs) {
        SortedMap<Integer, QualityCounts> sums = new TreeMap<>();
        if (window.counts().isEmpty()) {
            return sums; // what was said of the windows before it says nothing of this one
        }
        QualityCounts sum = new QualityCounts();
        sum.add(window.counts());
        long fromMs = place.startMs();
        for (int scale = 2; scale <= LONGEST_SCALE && window.state() == State.MATURE; scale *= 2) {
            long toMs = fromMs;
            fromMs = place.startMs() - (scale - 1) * rules.spans().windowMs();
            List<QualityWindow> before = past.windows(place.scope(), fromMs, toMs);
            boolean areMature = before.stream().allMatch(one -> one.state() == State.MATURE);
            if (fromMs < earliestMs || !areMature) {
                break;
            }
            before.forEach(one -> sum.add(one.counts()));
            QualityCounts kept = new QualityCounts();
            kept.add(sum);
            sums.put(scale, kept);
        }
        return sums;
    }

    /** The slice's sums beside those of all others; only where an objective asks how differently it is treated. */
    private SortedMap<Integer, QualityRead.Sides> sides(QualityAsked asked, Place place, QualityWindow window) {
        SortedMap<Integer, QualityRead.Sides> sides = new TreeMap<>();
        if (place.scope().isWhole() || !asked.comparesSlices()) {
            return sides;
        }
        sums(asked.rules(), place, window, Long.MIN_VALUE).forEach((scale, sum) -> {
            QualityCounts rest = rests(asked.rules(), place, scale);
            if (!rest.isEmpty()) {
                sides.put(scale, new QualityRead.Sides(sum, rest));
            }
        });
        return sides;
    }

    /** All others of so many windows; empty if the copy of the whole is behind in one of them. */
    private QualityCounts rests(LabelRules rules, Place place, int scale) {
        QualityCounts rests = new QualityCounts();
        long fromMs = place.startMs() - (scale - 1) * rules.spans().windowMs();
        for (QualityWindow window : past.windows(place.scope(), fromMs, place.startMs() + 1)) {
            QualityCounts rest = rest(new Place(place.scope(), window.startMs()), window);
            if (rest.isEmpty() && !window.counts().isEmpty()) {
                return new QualityCounts();
            }
            rests.add(rest);
        }
        return rests;
    }

    /** All others of that time; nothing while the copy of the whole is behind the slice: once it comes, the slice is told again. */
    private QualityCounts rest(Place place, QualityWindow window) {
        if (place.scope().isWhole()) {
            return new QualityCounts();
        }
        QualityCounts whole = past.copy(QualityRead.whole(place.scope().model()), place.startMs());
        return whole.covers(window.counts()) ? whole.without(window.counts()) : new QualityCounts();
    }
}
