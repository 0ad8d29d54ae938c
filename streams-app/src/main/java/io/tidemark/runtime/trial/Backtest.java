package io.tidemark.runtime.trial;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.Names;
import io.tidemark.domain.WorldFailure;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.KeptTopic;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.trial.Backtested.Side;
import io.tidemark.serde.AlertDeserializer;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.ReadingDeserializer;
import io.tidemark.serde.Registry;
import io.tidemark.slo.history.Found;
import io.tidemark.slo.history.Plain;
import io.tidemark.slo.history.Trial;
import io.tidemark.topology.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** New SLOs beside old ones, over the same history. */
public final class Backtest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Backtest() {}

    /**
     * What is compared.
     *
     * @param now the new SLOs
     * @param before the old ones; none for none
     */
    public record Sides(List<Candidate> now, List<Candidate> before) {
        public Sides {
            now = List.copyOf(now);
            before = List.copyOf(before);
        }

        /**
         * Those of one model.
         *
         * @throws WorldFailure if no new SLO is of that model
         */
        public Sides of(String model) {
            Sides of = new Sides(of(now, model), of(before, model));
            if (of.now.isEmpty()) {
                List<String> models = now.stream()
                        .map(one -> one.objective().subject().model())
                        .distinct()
                        .toList();
                throw new WorldFailure("no new SLO is of the model: --model=" + model + "; "
                        + Names.suggestion(model, models, "they are of"));
            }
            return of;
        }

        private static List<Candidate> of(List<Candidate> all, String model) {
            return all.stream()
                    .filter(one -> one.objective().subject().model().equals(model))
                    .toList();
        }

        private List<Candidate> all() {
            List<Candidate> all = new ArrayList<>(now);
            all.addAll(before);
            return all;
        }
    }

    /**
     * New SLOs alone.
     *
     * @throws WorldFailure if the file has none
     */
    public static Sides sides(MonitorFile now, Path nowPath) {
        return new Sides(Candidate.of(now, nowPath, List.of()), List.of());
    }

    /**
     * New SLOs beside old ones.
     *
     * @throws WorldFailure if a file has none
     */
    public static Sides sides(MonitorFile now, Path nowPath, MonitorFile before, Path beforePath) {
        return new Sides(Candidate.of(now, nowPath, List.of()), Candidate.of(before, beforePath, List.of()));
    }

    /**
     * Over a file of points.
     *
     * @param dimensions its columns that name the slice; none for the column {@code slice}, if there is one
     * @throws WorldFailure if the points cannot be used
     */
    public static Backtested overPoints(Sides sides, Path points, List<String> dimensions, Progress progress) {
        PointSource source = PointSource.open(points, dimensions, progress);
        Simulated simulated = Simulation.run(sides.all(), source, source.points());
        List<Found> found =
                simulated.slos().stream().map(Simulated.OfSlo::found).toList();
        return new Backtested(simulated.points(), simulated.repeated(), beside(sides, found), Lived.NOT_ASKED);
    }

    /**
     * Over a file of readings.
     *
     * @throws WorldFailure if the readings cannot be used, or none of them is a slot of a new SLO
     */
    public static Backtested overReadings(Sides sides, Path readings, Progress progress) {
        Running running = Running.of(sides);
        SeenReadings seen = new ReadingSource(readings, progress).each(running.listeners());
        return running.finish(seen, Lived.NOT_ASKED);
    }

    /**
     * Over the readings that a running application has stored, beside what it told people meanwhile.
     *
     * @throws WorldFailure if the cluster does not answer, has no such topic, or none of its readings is a slot of a new SLO
     */
    public static Backtested overApplication(Sides sides, AppSettings settings, Progress progress) {
        Topics topics = new Topics(settings.applicationId(), Map.of());
        Registry registry = settings.openRegistry();
        OwnSchemas.registerInProcess(registry, topics.subjects());
        Running running = Running.of(sides);
        StoredReadings.Read read = new StoredReadings(
                        new KeptTopic(settings, topics.readings(), PATIENCE),
                        ReadingDeserializer.of(registry),
                        progress)
                .each(running.listeners());
        Points points = read.seen().points();
        Lived lived = Lived.of(
                new KeptTopic(settings, topics.alerts(), PATIENCE),
                AlertDeserializer.of(registry),
                points.firstMs(),
                points.lastMs() + points.resolutionMs(),
                read.kept());
        return running.finish(read.seen(), lived);
    }

    /** SLOs on their way through readings. */
    private record Running(Sides sides, List<Trial> trials, List<SlotListener> listeners) {
        static Running of(Sides sides) {
            List<Trial> trials = new ArrayList<>();
            List<SlotListener> listeners = new ArrayList<>();
            for (Candidate candidate : sides.all()) {
                Trial trial = candidate.trial(candidate.objective().goal());
                trials.add(trial);
                listeners.add(new SlotListener(candidate.objective(), trial));
            }
            return new Running(sides, trials, listeners);
        }

        Backtested finish(SeenReadings seen, Lived lived) {
            for (int i = 0; i < sides.now().size(); i++) {
                check(listeners.get(i), seen);
            }
            List<Found> found = trials.stream().map(Trial::finish).toList();
            return new Backtested(seen.points(), 0, beside(sides, found), lived);
        }

        private static void check(SlotListener listener, SeenReadings seen) {
            if (listener.heard() == 0) {
                throw new WorldFailure("no reading is a slot of the SLO: slo="
                        + listener.objective().id() + ", model="
                        + listener.objective().subject().model() + ", slots of "
                        + Plain.length(listener.objective().goal().slotMs()) + " against "
                        + listener.objective().subject().comparison().word() + "; the readings are of "
                        + seen.windows());
            }
        }
    }

    /** By name; a single new one stands beside a single old one, whatever their names. */
    private static List<Side> beside(Sides sides, List<Found> found) {
        Map<String, Found> before = new LinkedHashMap<>();
        int count = sides.now().size();
        found.subList(count, found.size())
                .forEach(one -> before.put(one.objective().id(), one));
        boolean isSingle = count == 1 && before.size() == 1;
        List<Side> all = new ArrayList<>();
        for (Found now : found.subList(0, count)) {
            String name = now.objective().id();
            Found old = before.remove(isSingle ? before.keySet().iterator().next() : name);
            all.add(old == null ? new Side.OnlyNow(name, now) : new Side.Both(name, old, now));
        }
        before.forEach((name, old) -> all.add(new Side.OnlyBefore(name, old)));
        return all;
    }
}
