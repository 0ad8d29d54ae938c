package io.tidemark.stats.sample;

/** Order statistics of two samples taken together, without merging them. */
final class Order {
    private Order() {}

    /** The type-7 quantile of both samples' values; at least one value (unchecked). O(log² n). */
    static double quantile(Sample a, Sample b, double rank) {
        double place = rank * ((double) a.size() + b.size() - 1);
        long below = (long) Math.floor(place);
        double low = nth(a, b, below);
        double high = below + 1 < (long) a.size() + b.size() ? nth(a, b, below + 1) : low;
        return Sample.of(low, high).quantile(place - below);
    }

    /** The value with exactly {@code place} others before it in ascending order. */
    private static double nth(Sample a, Sample b, long place) {
        int low = (int) Math.max(0, place - b.size());
        int high = (int) Math.min(a.size(), place);
        while (low < high) {
            int fromA = (low + high) >>> 1;
            if (a.value(fromA) < b.value((int) (place - fromA - 1))) {
                low = fromA + 1;
            } else {
                high = fromA;
            }
        }
        int fromB = (int) (place - low);
        if (low == a.size()) {
            return b.value(fromB);
        }
        return fromB == b.size() ? a.value(low) : Math.min(a.value(low), b.value(fromB));
    }
}
