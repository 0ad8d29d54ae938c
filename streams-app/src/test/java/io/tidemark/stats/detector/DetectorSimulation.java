package io.tidemark.stats.detector;

import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Counts false alarms and delays of the detectors, as the monitor runs them, on simulated panes. */
final class DetectorSimulation {
    static final List<Law> QUIET = List.of(
            new Law("mean, independent rows", Law.Of.MEAN, 50, 0, Law.Level.NONE),
            new Law("mean, AR(1) 0.9 of ¼ σ", Law.Of.MEAN, 50, 0, new Law.Level(0.25, 0.9, 0)),
            new Law("mean, AR(1) 0.9 of 1 σ", Law.Of.MEAN, 50, 0, new Law.Level(1, 0.9, 0)),
            new Law("mean, daily cycle ± ½ σ", Law.Of.MEAN, 50, 0, new Law.Level(0, 0, 0.5)),
            new Law("mean, cycle and AR(1)", Law.Of.MEAN, 50, 0, new Law.Level(0.25, 0.9, 0.5)),
            new Law("missing 0.1 %, independent", Law.Of.MISSING, 200, 0.001, Law.Level.NONE),
            new Law("missing 5 %, independent", Law.Of.MISSING, 50, 0.05, Law.Level.NONE),
            new Law("volume 100 a pane, Poisson", Law.Of.VOLUME, 100, 0, Law.Level.NONE),
            new Law("volume 5 a pane, Poisson", Law.Of.VOLUME, 5, 0, Law.Level.NONE),
            new Law("volume, AR(1) 0.9 of 30 %", Law.Of.VOLUME, 100, 0, new Law.Level(0.3, 0.9, 0)),
            new Law("volume, daily cycle ± 60 %", Law.Of.VOLUME, 100, 0, new Law.Level(0, 0, 0.6)));

    private static final int REFERENCE = 20 * 24;
    private static final int WINDOWS = 1_000;

    private DetectorSimulation() {}

    /** Whether small changes are in order. */
    enum Tolerance {
        DEFAULT,
        NONE;

        private Law.Told of(Law.Told told) {
            if (this == DEFAULT) {
                return told;
            }
            ChangeScale scale = told.scale();
            ChangeScale strict = new ChangeScale(
                    scale.centre(), scale.sigma(), scale.skewness(), 0, scale.block(), scale.phi(), scale.widest());
            return new Law.Told(told.of(), strict, told.scores(), told.perPane());
        }
    }

    /** False alarms over α times the values fed, by kind, then α; a reference is drawn anew for each run of {@value #WINDOWS} windows. */
    static double[][] falseAlarms(Law law, double[] alphas, Tolerance tolerance, int runs, long seed) {
        DetectorKind[] kinds = DetectorKind.values();
        double[][] alarms = new double[kinds.length][alphas.length];
        double values = 0;
        for (int run = 0; run < runs; run++) {
            Law.Stream stream = law.new Stream(new SplittableRandom(seed + run));
            Law.Told told = tolerance.of(law.reference(stream, REFERENCE));
            List<ChangeWatch> watches = new ArrayList<>();
            for (DetectorKind kind : kinds) {
                for (double alpha : alphas) {
                    watches.add(new ChangeWatch(kind, told.scale(), alpha));
                }
            }
            for (int pane = 0; pane < WINDOWS * Law.PANES; pane++) {
                Law.Pane drawn = stream.next(0);
                for (int i = 0; i < watches.size(); i++) {
                    told.tell(drawn, watches.get(i));
                    boolean isAlarm = watches.get(i).judge("", 0).verdict() == Verdict.BAD;
                    alarms[i / alphas.length][i % alphas.length] += isAlarm ? 1 : 0;
                }
            }
            values += WINDOWS * Law.PANES;
        }
        for (double[] byAlpha : alarms) {
            for (int i = 0; i < alphas.length; i++) {
                byAlpha[i] /= alphas[i] * values;
            }
        }
        return alarms;
    }

    /** Panes from the shift to the alarm, the median of the runs; −1 where there was none in 1,000 panes. */
    static int delay(Law law, DetectorKind kind, double shift, double alpha, int runs, long seed) {
        List<Integer> delays = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            Law.Stream stream = law.new Stream(new SplittableRandom(seed + run));
            Law.Told told = law.reference(stream, REFERENCE);
            ChangeWatch watch = new ChangeWatch(kind, told.scale(), alpha);
            for (int pane = 0; pane < 2_000; pane++) {
                told.tell(stream.next(0), watch);
            }
            watch.judge("", 0);
            int delay = 0;
            boolean isTold = false;
            while (!isTold && delay < 1_000) {
                told.tell(stream.next(shift), watch);
                delay++;
                isTold = watch.judge("", 0).verdict() == Verdict.BAD;
            }
            delays.add(isTold ? delay : Integer.MAX_VALUE);
        }
        delays.sort(null);
        int median = delays.get(delays.size() / 2);
        return median == Integer.MAX_VALUE ? -1 : median;
    }
}
