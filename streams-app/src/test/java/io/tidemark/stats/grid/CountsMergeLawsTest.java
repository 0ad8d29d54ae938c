package io.tidemark.stats.grid;

import io.tidemark.testkit.Cases;
import java.util.function.Consumer;

class CountsMergeLawsTest extends MergeLawsTest<Counts> {
    private static final NumberGrid GRID = new NumberGrid(new double[] {-1, Math.nextDown(0.0), 0, 1, 1000}, 0, 2);

    @Override
    protected Counts empty() {
        return new Counts(GRID.id(), GRID.cells());
    }

    @Override
    protected Consumer<Counts> event(Cases cases) {
        double value = cases.number();
        long priority = cases.anyLong();
        String text = cases.text();
        int badness = cases.below(8);
        return switch (badness) {
            case 0 -> counts -> counts.countBad(1, 0, 0, 0, 0);
            case 1 -> counts -> counts.countBad(0, 1, 0, 0, 0);
            case 2 -> counts -> counts.countBad(0, 0, 1, 0, 0);
            case 3 -> counts -> counts.countBad(0, 0, 0, 1, 1);
            case 4 -> counts -> counts.newValues().offer(priority, text);
            default ->
                counts -> {
                    counts.countCell(GRID.cell(value), 1);
                    counts.addMoments(value, value, GRID.fixedPoint(value), GRID.fixedPointSquare(value));
                };
        };
    }

    @Override
    protected void add(Counts into, Counts part) {
        into.add(part);
    }

    @Override
    protected byte[] toBytes(Counts partial) {
        return CountsBytes.of(partial);
    }

    @Override
    protected Counts fromBytes(byte[] bytes) {
        return CountsBytes.read(bytes);
    }

    /** Version, id form and id; bits; 5 cells; 0 beyond; missing 3; min −1.5, max 2; sum −3, squares 300; one new value “hi”. */
    @Override
    protected String oldBytes() {
        return "01" + "01" + "00112233445566ff" + "61" + "05" + "02000201" + "00" + "03" + "bff8000000000000"
                + "4000000000000000" + "05" + "ac02" + "01" + "00000000000000ff" + "026869";
    }

    @Override
    protected Counts oldContent() {
        Counts counts = new Counts("00112233445566ff", 5);
        counts.countCell(0, 2);
        counts.countCell(4, 1);
        counts.countBad(3, 0, 0, 0, 0);
        counts.addMoments(-1.5, 2, -3, 300);
        counts.newValues().offer(255, "hi");
        return counts;
    }
}
