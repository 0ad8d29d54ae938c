package io.tidemark.drill;

import java.util.regex.Pattern;

/** How many of the applicable faults have to be noticed. */
public sealed interface Minimum {
    /** All of them. */
    Minimum ALL = new Share(1);

    /** A share of them, in [0, 1]. */
    record Share(double share) implements Minimum {
        /** Rounded up, but for what binary fractions add: 0.3 of 10 are 3. */
        @Override
        public int of(int applicable) {
            return (int) Math.ceil(share * applicable - 1e-9);
        }
    }

    /** So many of them, ≥ 0, however many there are. */
    record Number(int number) implements Minimum {
        @Override
        public int of(int applicable) {
            return number;
        }
    }

    /** Of so many applicable faults. */
    int of(int applicable);

    /**
     * A whole number of faults, or a share with a point: {@code 8} or {@code 0.8}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Minimum parse(String text) {
        if (Texts.NUMBER.matcher(text).matches()) {
            return new Number(Integer.parseInt(text));
        }
        if (Texts.SHARE.matcher(text).matches()) {
            return new Share(Double.parseDouble(text));
        }
        throw new IllegalArgumentException("neither a number of faults nor a share in [0, 1]: " + text);
    }

    /** How they are written. */
    final class Texts {
        private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
        private static final Pattern SHARE = Pattern.compile("0?\\.\\d{1,6}|1\\.0{1,6}");

        private Texts() {}
    }
}
