package io.tidemark.stats.grid;

import io.tidemark.testkit.Cases;
import java.util.function.Consumer;

/** Priorities from a small range, so that ties of different values happen, also at the last place. */
class NewValuesMergeLawsTest extends MergeLawsTest<NewValues> {
    @Override
    protected NewValues empty() {
        return new NewValues();
    }

    @Override
    protected Consumer<NewValues> event(Cases cases) {
        long priority = cases.below(100) - 50L;
        String value = cases.text();
        return sample -> sample.offer(priority, value);
    }

    @Override
    protected void add(NewValues into, NewValues part) {
        into.add(part);
    }

    @Override
    protected byte[] toBytes(NewValues partial) {
        Counts counts = Counts.withoutGrid();
        counts.newValues().add(partial);
        return CountsBytes.of(counts);
    }

    @Override
    protected NewValues fromBytes(byte[] bytes) {
        return CountsBytes.read(bytes).newValues();
    }

    /** Version, no id, bits, no cells, 0 beyond; two new values: −1 “”, 2 “é”. */
    @Override
    protected String oldBytes() {
        return "01" + "00" + "40" + "00" + "00" + "02" + "ffffffffffffffff" + "00" + "0000000000000002" + "02c3a9";
    }

    @Override
    protected NewValues oldContent() {
        NewValues sample = new NewValues();
        sample.offer(2, "é");
        sample.offer(-1, "");
        return sample;
    }
}
