package io.tidemark.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Profile;
import io.tidemark.domain.Rows;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistoryTest {
    /** Windows of 10 ms that start at 0, 10 … 90 without 40; each has its start as number of rows. The window [100, 110) is read. */
    private final History history = new History(new TimeWindow(100, 110), windows());

    @Test
    void betweenIncludesTheStartAndNotTheEnd() {
        assertThat(rows(history.between(60, 90))).containsExactly(60L, 70L, 80L);
    }

    @Test
    void windowsWithoutDataAreLeftOut() {
        assertThat(rows(history.between(30, 60))).containsExactly(30L, 50L);
    }

    @Test
    void trailingEndsWhereTheScaleBegins() {
        assertThat(rows(history.trailing(1, 3))).containsExactly(70L, 80L, 90L);
        assertThat(rows(history.trailing(2, 3))).containsExactly(60L, 70L, 80L);
        assertThat(rows(history.trailing(4, 3))).containsExactly(50L, 60L);
    }

    @Test
    void trailingBeforeTheFirstWindowIsEmpty() {
        assertThat(history.trailing(16, 3)).isEmpty();
    }

    private static List<StoredProfile> windows() {
        List<StoredProfile> windows = new ArrayList<>();
        for (long start = 0; start < 100; start += 10) {
            if (start != 40) {
                windows.add(new StoredProfile(start, 0, new Profile(new Rows(start, start, 0), new TreeMap<>())));
            }
        }
        return windows;
    }

    private static List<Long> rows(List<Profile> profiles) {
        return profiles.stream().map(profile -> profile.rows().events()).toList();
    }
}
