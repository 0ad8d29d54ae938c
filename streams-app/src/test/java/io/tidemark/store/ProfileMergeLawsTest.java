package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Delta;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Rows;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.MergeLawsTest;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.testkit.Cases;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A profile adds up exactly, to the byte of the delta that carries it. */
class ProfileMergeLawsTest extends MergeLawsTest<Profile> {
    private static final Scope SCOPE = new Scope("m", Stage.SERVING, "*");
    private static final NumberGrid GRID = new NumberGrid(new double[] {-1, 0, 1}, 0, 2);

    @Override
    protected Profile empty() {
        return new Profile();
    }

    @Override
    protected Consumer<Profile> event(Cases cases) {
        Counts counts = new Counts(GRID.id(), GRID.cells());
        double value = cases.number();
        if (cases.below(4) == 0) {
            counts.countBad(1, 0, 0, 0, 0);
        } else {
            counts.countCell(GRID.cell(value), 1);
            counts.addMoments(value, value, GRID.fixedPoint(value), GRID.fixedPointSquare(value));
        }
        Rows rows = new Rows(1, cases.below(2), cases.below(2));
        Profile one = new Profile(rows, new TreeMap<>(Map.of("column " + cases.below(5), counts)));
        return profile -> profile.add(one);
    }

    @Override
    protected void add(Profile into, Profile part) {
        into.add(part);
    }

    @Override
    protected byte[] toBytes(Profile partial) {
        return PartialCodec.write(new Delta(SCOPE, 60_000, partial));
    }

    @Override
    protected Profile fromBytes(byte[] bytes) {
        return ((Delta) PartialCodec.read(bytes)).profile();
    }

    /** As in {@link PartialCodecTest}. */
    @Override
    protected String oldBytes() {
        return "01" + "00" + "000b" + "6d2f53455256494e472f2a" + "000000000000ea60" + "0000000000000003"
                + "0000000000000002" + "0000000000000001" + "00000001" + "0001" + "61"
                + "010100112233445566ff01020100000001" + "00";
    }

    @Override
    protected Profile oldContent() {
        Counts counts = new Counts("00112233445566ff", 2);
        counts.countCell(0, 1);
        counts.countBad(1, 0, 0, 0, 0);
        return new Profile(new Rows(3, 2, 1), new TreeMap<>(Map.of("a", counts)));
    }

    @Test
    void countsOnDifferentGridsAreNeverAdded() {
        Profile left =
                new Profile(new Rows(1, 1, 0), new TreeMap<>(Map.of("a", new Counts("x", 2), "b", new Counts("y", 1))));
        Counts other = new Counts("z", 2);
        other.countCell(0, 7);

        List<String> apart = left.add(new Profile(new Rows(1, 1, 0), new TreeMap<>(Map.of("a", other))));

        assertThat(apart).containsExactly("a");
        assertThat(left.rows()).isEqualTo(new Rows(2, 2, 0));
        assertThat(left.columns().values()).extracting(Counts::valid).containsExactly(0L, 0L);
    }
}
