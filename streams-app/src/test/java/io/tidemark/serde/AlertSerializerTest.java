package io.tidemark.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Budget;
import io.tidemark.domain.Alert.Burn;
import io.tidemark.domain.Alert.Finding;
import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.PairState;
import io.tidemark.domain.Alert.Promise;
import io.tidemark.domain.Alert.Reason;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.Alert.TimeLeft;
import io.tidemark.domain.Alert.Times;
import io.tidemark.domain.Alert.Transition;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Change;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertSerializerTest {
    private static final AlertContext CONTEXT = new AlertContext(
            0.06,
            new AlertContext.Slices(3, 5, List.of(new AlertContext.AffectedSlice("country=BR", State.FIRING, 1.5, 20))),
            List.of(new AlertContext.Suspect(
                    new Change(
                            "c1",
                            Change.Kind.DEPLOYED,
                            "fraud",
                            1,
                            "v42",
                            "v41",
                            Map.of("region", "eu"),
                            "",
                            "ci",
                            "deployed v42",
                            "http://pr"),
                    2_100_000,
                    0.9)),
            "roll back v42",
            new AlertContext.Standing("ann", 5, List.of("s1"), List.of("k0"), 2, List.of("tech-lead")),
            "http://dash",
            "default 50 %");

    private final Registry registry = new Registry("mock://alert-serializer");
    private final AlertSerializer serializer =
            new AlertSerializer(registry.register("alerts", io.tidemark.schemas.Alert.getClassSchema()));

    @Test
    void alertIsReadByAnybody() {
        Alert alert = alert(
                Severity.PAGE,
                new Transition(Notice.OPENED, State.FIRING, State.PENDING, Reason.BURN),
                PairState.BURNING,
                new TimeLeft.Until(7_200_000),
                Method.OCCURRENCES);

        assertThat(read(alert))
                .hasToString("{\"dedupKey\": \"key\", \"episodeId\": \"key:1700000000\","
                        + " \"incidentKey\": \"fraud/quality\", \"sequence\": 3, \"state\": \"FIRING\","
                        + " \"previousState\": \"PENDING\", \"reason\": \"\", \"severity\": \"PAGE\","
                        + " \"dryRun\": true, \"revised\": true, \"objective\": {\"id\": \"quality\","
                        + " \"revision\": \"\", \"target\": 0.99, \"windowMs\": 2419200000,"
                        + " \"method\": \"Occurrences\", \"owner\": \"ml\", \"runbook\": \"http://run\"},"
                        + " \"model\": \"fraud\", \"stage\": \"SERVING\", \"slice\": \"country=BR\","
                        + " \"metricTime\": 1, \"clockTime\": 2, \"since\": 3, \"firedAt\": 4,"
                        + " \"burn\": [{\"longMs\": 3600000, \"shortMs\": 300000, \"burnLong\": 14.5,"
                        + " \"burnShort\": 15.5, \"factor\": 13.0, \"factorRaw\": 14.4, \"capped\": true, \"bad\": 7,"
                        + " \"total\": 70, \"state\": \"BURNING\"}], \"budget\": {\"consumed\": 0.75,"
                        + " \"remaining\": 0.25, \"remainingMs\": 6048000, \"timeToExhaustionMs\": 7200000},"
                        + " \"coverage\": 0.9, \"evidence\": [{\"column\": \"amount\", \"scale\": 1,"
                        + " \"measure\": \"missing\", \"label\": \"\", \"value\": 0.5, \"lower\": 0.25,"
                        + " \"upper\": 0.75, \"n\": 100.0, \"m\": 1000.0, \"reference\": 0.125, \"tolerance\": 0.05,"
                        + " \"count\": 7, \"total\": 9, \"minimumN\": 30, \"smallestVisible\": 0.1,"
                        + " \"verdict\": \"BAD\", \"dispersion\": 1.5, \"evidence\": [], \"offenders\": []}],"
                        + " \"summary\": \"déjà\\nvu\", \"alsoMoved\": [{\"column\": \"age\", \"measure\": \"missing\","
                        + " \"scale\": 4, \"value\": 0.5, \"tolerance\": 0.05}], \"notice\": \"opened\","
                        + " \"episodeConsumed\": 0.0, \"slices\": [], \"slicesFiring\": 0, \"slicesKnown\": 0,"
                        + " \"changes\": [], \"recommendation\": \"\", \"acknowledgedBy\": \"\","
                        + " \"acknowledgedAt\": null, \"silencedBy\": [], \"inhibitedBy\": [],"
                        + " \"escalationLevel\": 0, \"roles\": [], \"dashboard\": \"\", \"policyStep\": \"\", \"lineageVersion\": \"\", \"lineageRun\": \"\", \"lineage\": \"\","
                        + " \"cause\": \"\", \"tenant\": \"default\"}");
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonIsSaidOnceResolved(Reason reason) {
        GenericRecord read = read(alert(
                Severity.TICKET,
                new Transition(Notice.CLOSED, State.RESOLVED, State.RECOVERING, reason),
                PairState.OK,
                new TimeLeft.Lasting(),
                Method.TIMESLICES));

        assertThat(read.get("reason")).hasToString(reason.name().toLowerCase(Locale.ROOT));
        assertThat(((GenericRecord) read.get("objective")).get("method")).hasToString("Timeslices");
    }

    @ParameterizedTest
    @EnumSource
    void everyStateHasItsSymbol(State state) {
        GenericRecord read = read(alert(
                Severity.INFO,
                new Transition(Notice.UPDATED, state, state, Reason.BURN),
                PairState.OK,
                new TimeLeft.Gone(),
                Method.OCCURRENCES));

        assertThat(read.get("state")).hasToString(state.name());
        assertThat(read.get("previousState")).hasToString(state.name());
        assertThat(read.get("severity")).hasToString("INFO");
        assertThat(((GenericRecord) read.get("budget")).get("timeToExhaustionMs"))
                .isNull();
    }

    @ParameterizedTest
    @EnumSource
    void everyPairStateHasItsSymbol(PairState state) {
        GenericRecord read = read(alert(
                Severity.INFO,
                new Transition(Notice.UPDATED, State.FIRING, State.FIRING, Reason.BURN),
                state,
                new TimeLeft.Lasting(),
                Method.OCCURRENCES));

        GenericRecord burn = (GenericRecord) ((List<?>) read.get("burn")).get(0);
        assertThat(burn.get("state")).hasToString(state.name());
    }

    @Test
    void theContextIsWrittenWhole() {
        GenericRecord read = read(alert(
                        Severity.PAGE,
                        new Transition(Notice.ESCALATED, State.FIRING, State.FIRING, Reason.BURN),
                        PairState.BURNING,
                        new TimeLeft.Gone(),
                        Method.OCCURRENCES)
                .with(CONTEXT));

        assertThat(read.get("notice")).hasToString("escalated");
        assertThat(read.get("episodeConsumed")).isEqualTo(0.06);
        assertThat(read.get("slices").toString())
                .isEqualTo("[{\"slice\": \"country=BR\", \"state\": \"FIRING\", \"consumed\": 1.5, \"burn\": 20.0}]");
        assertThat(read.get("slicesFiring")).isEqualTo(3);
        assertThat(read.get("slicesKnown")).isEqualTo(5);
        assertThat(((List<?>) read.get("changes")).get(0).toString())
                .contains(
                        "\"eventId\": \"c1\"", "\"kind\": \"deployed\"", "\"version\": \"v42\"", "\"leadMs\": 2100000");
        assertThat(read.get("acknowledgedBy")).hasToString("ann");
        assertThat(read.get("silencedBy").toString()).isEqualTo("[s1]");
        assertThat(read.get("inhibitedBy").toString()).isEqualTo("[k0]");
        assertThat(read.get("escalationLevel")).isEqualTo(2);
        assertThat(read.get("roles").toString()).isEqualTo("[tech-lead]");
        assertThat(read.get("recommendation")).hasToString("roll back v42");
        assertThat(read.get("dashboard")).hasToString("http://dash");
        assertThat(read.get("policyStep")).hasToString("default 50 %");
    }

    private GenericRecord read(Alert alert) {
        return GenericConsumer.read(serializer.serialize("alerts", alert), registry);
    }

    private static Alert alert(Severity severity, Transition transition, PairState pair, TimeLeft left, Method method) {
        Judged judged = new Judged(
                Measure.MISSING,
                "",
                new Estimate(0.5, 0.25, 0.75, 100, 1_000),
                0.125,
                0.05,
                7,
                9,
                30,
                0.1,
                Verdict.BAD);
        return new Alert(
                "key",
                "key:1700000000",
                3,
                severity,
                true,
                transition,
                new Promise(
                        "quality",
                        new Scope("fraud", Stage.SERVING, "country=BR"),
                        0.99,
                        2_419_200_000L,
                        method,
                        3_600_000,
                        "ml",
                        "http://run"),
                new Times(1, 2, 3, 4),
                new Budget(0.75, 0.25, 6_048_000, left),
                List.of(new Burn(3_600_000, 300_000, 14.5, 15.5, 13, 14.4, 7, 70, pair)),
                new Finding(
                        List.of(new Measurement("amount", 1, judged, 1.5, List.of())),
                        0.9,
                        true,
                        List.of(new Measurement("age", 4, judged, 1, List.of()))),
                AlertContext.NONE,
                "déjà\nvu");
    }
}
