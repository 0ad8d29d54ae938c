package io.tidemark.slo.run;

import io.tidemark.domain.TimeText;

/** Over which runs a budget is kept. */
public sealed interface RunWindow {
    /** What people call it: {@code last 20 runs}. */
    String text();

    /** Length in time; 0 if it is counted in runs. */
    long lengthMs();

    /**
     * The last runs.
     *
     * @param runs how many, in [2, {@value RunBook#MOST}]
     */
    record Last(int runs) implements RunWindow {
        /** @throws IllegalArgumentException if the book does not keep so many */
        public Last {
            if (runs < 2 || runs > RunBook.MOST) {
                throw new IllegalArgumentException(
                        "a window of runs must have 2 to " + RunBook.MOST + " of them: runs=" + runs);
            }
        }

        @Override
        public String text() {
            return "last " + runs + " runs";
        }

        @Override
        public long lengthMs() {
            return 0;
        }
    }

    /**
     * The runs of a time, of those that the book still has.
     *
     * @param ms its length, > 0
     */
    record Rolling(long ms) implements RunWindow {
        @Override
        public String text() {
            return TimeText.duration(ms);
        }

        @Override
        public long lengthMs() {
            return ms;
        }
    }
}
