package io.tidemark.drill;

import java.util.List;

/** What a flipped label says instead. */
public sealed interface Flip {
    /**
     * Another class: of each the one behind it, of the last the first. Of two classes that is the other one.
     *
     * @param classes the labels' classes, the commonest first; two or more
     */
    record NextClass(List<Value> classes) implements Flip {
        public NextClass {
            classes = List.copyOf(classes);
        }

        /** A class that is none of them stays as it is. */
        @Override
        public Value of(Value truth) {
            int at = classes.indexOf(truth);
            return at < 0 ? truth : classes.get((at + 1) % classes.size());
        }
    }

    /**
     * A number that lies as far on the other side of the labels' mean: 2 · mean − truth. Mean and spread of all labels stay what they are, what they have to do
     * with their predictions does not.
     *
     * @param mean of all labels
     */
    record Mirrored(double mean) implements Flip {
        /** What is no number stays as it is. */
        @Override
        public Value of(Value truth) {
            return truth instanceof Value.Number number ? new Value.Number(2 * mean - number.value()) : truth;
        }
    }

    /** The truth, flipped. */
    Value of(Value truth);
}
