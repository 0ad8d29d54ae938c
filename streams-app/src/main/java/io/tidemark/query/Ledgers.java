package io.tidemark.query;

import io.tidemark.slo.Correction;
import io.tidemark.slo.Corrections;
import io.tidemark.slo.LedgerPast;
import io.tidemark.slo.run.RunBook;
import io.tidemark.slo.run.RunObjective;
import io.tidemark.slo.voice.Silence;
import io.tidemark.store.KeptCorrections;
import io.tidemark.store.KeptRuns;
import io.tidemark.store.LedgerShelf;
import io.tidemark.store.LedgerView;
import io.tidemark.store.VoiceStore;
import io.tidemark.topology.ScopesAndMarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objectives and their ledgers, wherever they are kept. Any thread may ask. */
public final class Ledgers {
    private final Questions questions;
    private final List<Promise> promises;
    private final Map<String, List<Correction>> declared;
    private final int partitions;
    private final List<RunObjective> runs;

    /**
     * Of an application that promises nothing of training runs.
     *
     * @param promises all that are kept
     * @param declared corrections of the monitor file, by model
     * @param partitions of judge
     */
    public Ledgers(
            Questions questions, List<Promise> promises, Map<String, List<Correction>> declared, int partitions) {
        this(questions, promises, declared, partitions, List.of());
    }

    /**
     * Of an application.
     *
     * @param promises all that are kept
     * @param declared corrections of the monitor file, by model
     * @param partitions of judge
     * @param runs what is promised of training runs
     */
    public Ledgers(
            Questions questions,
            List<Promise> promises,
            Map<String, List<Correction>> declared,
            int partitions,
            List<RunObjective> runs) {
        this.runs = List.copyOf(runs);
        this.questions = questions;
        this.promises = List.copyOf(promises);
        this.declared = Map.copyOf(declared);
        this.partitions = partitions;
    }

    /** A model's objectives, in file order. */
    public List<Promise> of(String model) {
        return promises.stream()
                .filter(promise -> promise.objective().subject().model().equals(model))
                .toList();
    }

    /**
     * What judge keeps of silences and corrections: what was not ended, and of silences what was not over when it looked at the clock last.
     *
     * @param silences of all models, by model and id
     * @param corrections likewise
     */
    public record Covers(List<Silence> silences, List<KeptCorrections.Kept> corrections) {
        public Covers {
            silences = List.copyOf(silences);
            corrections = List.copyOf(corrections);
        }
    }

    /** What judge keeps of silences and corrections. O(both). */
    public Answer<Covers> covers() {
        return questions.ask(view -> {
            List<Silence> silences = new ArrayList<>();
            List<KeptCorrections.Kept> corrections = new ArrayList<>();
            for (int partition = 0; partition < partitions; partition++) {
                silences.addAll(view.ifThere(Kept.VOICES, partition, VoiceStore::silences, List.<Silence>of()));
                corrections.addAll(view.ifThere(
                        Kept.OPERATIONS, partition, KeptCorrections::all, List.<KeptCorrections.Kept>of()));
            }
            return new Covers(silences, corrections);
        });
    }

    /** The corrections of the monitor file, by model. */
    public Map<String, List<Correction>> declared() {
        return declared;
    }

    /** The slices that an objective has a ledger of, in order. */
    public Answer<List<String>> slices(Promise promise) {
        return questions.ask(view -> view.ifThere(
                Kept.SLOTS, home(promise), store -> LedgerShelf.slices(store, key(promise, "")), List.<String>of()));
    }

    /**
     * The past of an objective in a slice; empty if there is no ledger of it.
     *
     * @throws Unavailable if nobody can answer for the model's partition now
     */
    public Answer<Optional<LedgerPast>> past(Promise promise, String slice) {
        return questions.ask(view -> LedgerPast.open(
                        promise.terms(),
                        corrections(view, promise).of(promise.objective().id(), slice),
                        new LedgerView(ViewStore.text(view, Kept.SLOTS, home(promise)), key(promise, slice)))
                .stream()
                .findFirst());
    }

    /** What is promised of a model's training runs, in file order. */
    public List<RunObjective> runs(String model) {
        return runs.stream().filter(run -> run.model().equals(model)).toList();
    }

    /** The training runs that judge keeps of a model. */
    RunBook book(View view, String model) {
        return KeptRuns.book(ViewStore.text(view, Kept.OPERATIONS, home(model)), model);
    }

    private Corrections corrections(View view, Promise promise) {
        return corrections(view, promise.objective().subject().model());
    }

    /** The corrections of a model, of the file and told. */
    Corrections corrections(View view, String model) {
        List<Correction> all = new ArrayList<>(declared.getOrDefault(model, List.of()));
        all.addAll(KeptCorrections.of(ViewStore.text(view, Kept.OPERATIONS, home(model)), model));
        return Corrections.of(all);
    }

    /** Where judge keeps what concerns a model: the partition of its readings. */
    private int home(Promise promise) {
        return home(promise.objective().subject().model());
    }

    private int home(String model) {
        return ScopesAndMarks.partition(model, partitions);
    }

    private static String key(Promise promise, String slice) {
        return new LedgerShelf.Id(
                        promise.objective().subject().model(),
                        promise.objective().id(),
                        slice)
                .key();
    }
}
