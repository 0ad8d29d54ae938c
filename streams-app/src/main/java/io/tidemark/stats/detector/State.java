package io.tidemark.stats.detector;

import java.util.Arrays;

/** Checks of a detector's stored numbers. */
final class State {
    private State() {}

    /** @throws IllegalArgumentException if there are not so many numbers */
    static void requireLength(String detector, double[] state, int length) {
        if (state.length != length) {
            throw broken(detector, state, length + " numbers");
        }
    }

    static IllegalArgumentException broken(String detector, double[] state, String right) {
        return new IllegalArgumentException(
                "not a state of " + detector + ": state=" + Arrays.toString(state) + "; it has " + right);
    }
}
