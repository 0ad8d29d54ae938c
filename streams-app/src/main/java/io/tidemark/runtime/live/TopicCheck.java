package io.tidemark.runtime.live;

import io.tidemark.config.Monitor;
import io.tidemark.config.RecordFormat;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.runtime.first.Figures;
import io.tidemark.runtime.first.TopicSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a topic's sample says of the monitors that read it: the pure part, without a cluster. */
final class TopicCheck {
    private static final double HOUR_MS = 3_600_000;

    /** Of less time no rate is told. */
    private static final double LEAST_HOURS = 1 / 60.0;

    private final String topic;
    private final List<Watched> monitors;
    private final TopicSample sample;
    private final TopicFacts facts;
    private final Section section;

    private TopicCheck(String topic, List<Watched> monitors, TopicSample sample, TopicFacts facts, Section section) {
        this.topic = topic;
        this.monitors = monitors;
        this.sample = sample;
        this.facts = facts;
        this.section = section;
    }

    /**
     * Says what there is to say of a topic.
     *
     * @param monitors those that read it; at least one
     * @param nowMs the clock
     * @return what was read, for the registry's part
     * @throws IllegalArgumentException if a schema that a monitor names is none, or has not the mapped time
     */
    static TopicFacts check(
            String topic,
            List<Watched> monitors,
            TopicSample sample,
            SchemaSource schemas,
            long nowMs,
            Section section) {
        List<Monitor> read = monitors.stream().map(Watched::monitor).toList();
        TopicFacts facts = TopicFacts.of(topic, sample, read, schemas, nowMs);
        TopicCheck check = new TopicCheck(topic, monitors, sample, facts, section);
        check.size();
        if (facts.records() > 0) {
            check.rejected();
            check.models();
            check.fields();
        }
        return facts;
    }

    private Watched first() {
        return monitors.get(0);
    }

    private void size() {
        section.fact("partitions", sample.partitions());
        section.fact("records", sample.kept());
        section.fact("looked", facts.records());
        section.fact("usable", facts.events().events());
        String head = Figures.plural(sample.partitions(), "partition") + ", ";
        if (facts.records() == 0) {
            section.mend(head + "no records: nothing of its fields can be checked; send some to " + topic
                    + ", and look again");
            return;
        }
        String text = head + "about " + Figures.plural(sample.kept(), "record") + rate() + "; "
                + Figures.count(facts.records()) + " looked at" + newest();
        section.ok(text);
    }

    private String rate() {
        double hours = (sample.lastMs() - sample.firstMs()) / HOUR_MS;
        if (hours < LEAST_HOURS) {
            return "";
        }
        long anHour = Math.round(sample.kept() / hours);
        section.fact("recordsPerHour", anHour);
        return ", " + Figures.count(anHour) + " an hour";
    }

    private String newest() {
        long ms = facts.span().newestMs();
        if (ms == 0) {
            return "";
        }
        section.fact("newestEvent", Instant.ofEpochMilli(ms).toString());
        return ", the newest event of " + Figures.time(ms);
    }

    private void rejected() {
        facts.rejected()
                .forEach((reason, some) -> section.mend(Figures.count(some.count()) + " of "
                        + Figures.plural(facts.records(), "record") + " cannot be used, " + reason + ": "
                        + String.join(", ", some.places())
                        + (some.count() > some.places().size() ? ", …" : "") + ": "
                        + some.detail() + remedy(reason)));
    }

    private String remedy(Reason reason) {
        RecordFormat.Encoding encoding = facts.format().encoding();
        boolean isUnread = reason == Reason.NOT_WIRE_FORMAT || reason == Reason.UNDECODABLE;
        Set<String> forms = new TreeSet<>(facts.otherForms().keySet());
        String place = first().place(part() + ".format");
        if (isUnread
                && encoding == RecordFormat.Encoding.AVRO
                && forms.stream().anyMatch(form -> form.startsWith("JSON"))) {
            return "; they look like JSON: write " + place + ": json";
        }
        if (isUnread
                && encoding == RecordFormat.Encoding.JSON
                && forms.stream().anyMatch(form -> form.startsWith("Avro"))) {
            return "; they look like " + String.join(", ", forms) + ": write " + place + ": avro";
        }
        if (reason == Reason.NOT_WIRE_FORMAT && encoding == RecordFormat.Encoding.AVRO) {
            return "; of Avro without framing write " + first().place("source.schema") + ": its schema's file";
        }
        return reason == Reason.UNKNOWN_SCHEMA
                ? "; is --registry the producers' own?"
                : "; such records go to the dead letters";
    }

    /** Which part of the monitor says how the topic's records are written. */
    private String part() {
        return topic.equals(first().monitor().source().labels().topic()) ? "labels" : "source";
    }

    /** The models that events name, beside those that are watched. */
    private void models() {
        Set<String> seen = new TreeSet<>(facts.events().models().keySet());
        if (facts.events().events() == 0 || seen.contains(EventFacts.OF_TOPIC)) {
            return;
        }
        List<String> watchedModels =
                monitors.stream().map(one -> one.monitor().model()).toList();
        List<String> unwatched = new ArrayList<>(seen);
        unwatched.removeAll(watchedModels);
        for (String model : unwatched) {
            section.mend(Figures.plural(facts.events().of(model).events(), "event") + " of the model " + model
                    + ", which no monitor watches; " + Near.name(model, watchedModels, "watched are")
                    + " Unless it is, they go to the dead letters");
        }
        for (Watched one : monitors) {
            boolean isSource = one.monitor().source().topic().equals(topic);
            if (isSource && !seen.contains(one.monitor().model())) {
                section.mend(one.place("model") + "=" + one.monitor().model() + " is in none of "
                        + Figures.plural(facts.events().events(), "event") + "; "
                        + Near.name(one.monitor().model(), seen, "there are"));
            }
        }
    }

    private void fields() {
        TimesCheck.check(first(), facts, sample, section);
        FieldsCheck.check(first(), facts, section);
        for (Watched one : monitors) {
            if (one.monitor().source().topic().equals(topic)) {
                ColumnsCheck.check(one, facts.events().of(one.monitor().model()), section);
            }
        }
    }
}
