package io.tidemark.stats.detector;

import java.util.List;

/**
 * A detector as it is written on a command line: its name, and its parameters after colons.
 *
 * <pre>
 *  ADWIN:δ                                of every rise; falls are silent, as in MOA's ADWINChangeDetector
 *  RAWADWIN:δ                             both directions, as MOA's ADWIN
 *  PH:shortest:slack:threshold:memory     rises, nothing subtracted, as in MOA
 *  CUSUM:shortest:slack:threshold         rises
 *  HDDM_A:change:warning                  of every rise; falls are silent, as in MOA
 *  DDM:shortest, EDDM                     of errors, 0 or 1
 *  KS:window:recent:α                     both directions: the sliding Kolmogorov–Smirnov
 * </pre>
 *
 * <p>Parameters may be left out from the end; then those of the library that is known for the detector hold (MOA 2024.07).
 */
public final class DetectorName {
    /** The names, with all their parameters at the usual values. */
    public static final List<String> USUAL = List.of(
            "ADWIN:0.002",
            "RAWADWIN:0.002",
            "PH:30:0.005:50:0.9999",
            "CUSUM:30:0.005:50",
            "HDDM_A:0.001:0.005",
            "DDM:30",
            "EDDM",
            "KS:100:30:0.005");

    private final String text;
    private final String[] given;
    private final String[] usual;

    private DetectorName(String text, String[] given, String[] usual) {
        this.text = text;
        this.given = given;
        this.usual = usual;
    }

    /**
     * The detector of that name; upper or lower case.
     *
     * @throws IllegalArgumentException if there is no such detector, or a parameter is out of its range; the message says what would be right
     */
    public static DetectorName parse(String text) {
        String[] given = text.split(":", -1);
        for (String usual : USUAL) {
            String[] words = usual.split(":");
            if (words[0].equalsIgnoreCase(given[0])) {
                if (given.length > words.length) {
                    throw new IllegalArgumentException("detector has " + (given.length - 1) + " parameters: detector="
                            + text + "; write " + usual);
                }
                DetectorName name = new DetectorName(text, given, words);
                name.detector();
                return name;
            }
        }
        throw new IllegalArgumentException(
                "there is no such detector: detector=" + text + "; known are " + String.join(", ", USUAL));
    }

    /** The name with all its parameters, as written or usual. */
    public String text() {
        StringBuilder full = new StringBuilder(usual[0]);
        for (int i = 1; i < usual.length; i++) {
            full.append(':').append(i < given.length ? given[i] : usual[i]);
        }
        return full.toString();
    }

    /** Whether the detector of that name tells a signal as a change; a fall that it does not tell begins it anew all the same. */
    public boolean isTold(Signal signal) {
        boolean isRiseOnly = usual[0].equals("ADWIN") || usual[0].equals("HDDM_A");
        return signal == Signal.INCREASE || signal == Signal.DECREASE && !isRiseOnly;
    }

    /** A new detector. */
    public Detector detector() {
        return switch (usual[0]) {
            case "ADWIN", "RAWADWIN" -> new Adwin(Adwin.Settings.moa(number(1)));
            case "PH" ->
                new PageHinkley(
                        new PageHinkley.Settings(whole(1), number(2), number(3), number(4), PageHinkley.Floor.ZERO));
            case "CUSUM" -> new Cusum(new Cusum.Settings(whole(1), number(2), number(3)));
            case "HDDM_A" -> new HddmA(new HddmA.Settings(number(1), number(2), 0));
            case "DDM" -> new Ddm(whole(1));
            case "EDDM" -> new Eddm();
            default -> new SlidingKs(new SlidingKs.Settings(whole(1), whole(2), number(3)));
        };
    }

    private double number(int index) {
        String word = index < given.length ? given[index] : usual[index];
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "parameter is not a number: detector=" + text + ", parameter=" + word + "; write "
                            + String.join(":", usual),
                    e);
        }
    }

    private int whole(int index) {
        double number = number(index);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("parameter is not a whole number: detector=" + text + ", parameter="
                    + given[index] + "; write " + String.join(":", usual));
        }
        return (int) number;
    }
}
