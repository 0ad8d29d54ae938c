package io.tidemark.serde;

import io.tidemark.domain.Alert;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Change;
import io.tidemark.domain.Lineage;
import io.tidemark.schemas.AffectedSlice;
import io.tidemark.schemas.AlertState;
import io.tidemark.schemas.Suspect;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The context of an alert in its Avro record. */
final class AvroContext {
    private AvroContext() {}

    static void write(AlertContext context, io.tidemark.schemas.Alert out) {
        out.setEpisodeConsumed(context.episodeConsumed());
        out.setSlices(context.slices().worst().stream().map(AvroContext::slice).toList());
        out.setSlicesFiring(context.slices().firing());
        out.setSlicesKnown(context.slices().known());
        out.setChanges(context.changes().stream().map(AvroContext::suspect).toList());
        out.setRecommendation(context.recommendation());
        out.setDashboard(context.dashboard());
        out.setPolicyStep(context.policyStep());
        out.setLineageVersion(context.lineage().version());
        out.setLineageRun(context.lineage().run());
        out.setLineage(context.lineage().text());
        standing(context.standing(), out);
    }

    private static void standing(AlertContext.Standing standing, io.tidemark.schemas.Alert out) {
        boolean isAcknowledged = !standing.acknowledgedBy().isEmpty();
        out.setAcknowledgedBy(standing.acknowledgedBy());
        out.setAcknowledgedAt(isAcknowledged ? Instant.ofEpochMilli(standing.acknowledgedMs()) : null);
        out.setSilencedBy(standing.silencedBy());
        out.setInhibitedBy(standing.inhibitedBy());
        out.setEscalationLevel(standing.escalationLevel());
        out.setRoles(standing.roles());
    }

    private static AffectedSlice slice(AlertContext.AffectedSlice slice) {
        return new AffectedSlice(
                slice.slice(), AlertState.valueOf(slice.state().name()), slice.consumed(), slice.burn());
    }

    private static Suspect suspect(AlertContext.Suspect suspect) {
        Change change = suspect.change();
        return new Suspect(
                change.eventId(),
                change.kind().word(),
                change.subject(),
                change.version(),
                change.previousVersion(),
                Instant.ofEpochMilli(change.atMs()),
                suspect.leadMs(),
                suspect.score(),
                change.summary(),
                change.link());
    }

    static AlertContext read(io.tidemark.schemas.Alert in) {
        return new AlertContext(
                in.getEpisodeConsumed(),
                new AlertContext.Slices(
                        in.getSlicesFiring(),
                        in.getSlicesKnown(),
                        in.getSlices().stream().map(AvroContext::slice).toList()),
                in.getChanges().stream().map(AvroContext::suspect).toList(),
                in.getRecommendation(),
                standing(in),
                in.getDashboard(),
                in.getPolicyStep(),
                new Lineage(in.getLineageVersion(), in.getLineageRun(), in.getLineage()));
    }

    private static AlertContext.Standing standing(io.tidemark.schemas.Alert in) {
        @Nullable Instant acknowledged = in.getAcknowledgedAt();
        return new AlertContext.Standing(
                in.getAcknowledgedBy(),
                acknowledged == null ? 0 : acknowledged.toEpochMilli(),
                in.getSilencedBy(),
                in.getInhibitedBy(),
                in.getEscalationLevel(),
                in.getRoles());
    }

    private static AlertContext.AffectedSlice slice(AffectedSlice in) {
        return new AlertContext.AffectedSlice(
                in.getSlice(), Alert.State.valueOf(in.getState().name()), in.getConsumed(), in.getBurn());
    }

    /** Scope and actor of a change are not in an alert. */
    private static AlertContext.Suspect suspect(Suspect in) {
        Change change = new Change(
                in.getEventId(),
                kind(in.getKind()),
                "",
                in.getAt().toEpochMilli(),
                in.getVersion(),
                in.getPreviousVersion(),
                Map.of(),
                in.getSubject(),
                "",
                in.getSummary(),
                in.getLink());
        return new AlertContext.Suspect(change, in.getLeadMs(), in.getScore());
    }

    /** A later build may know kinds that this one does not. */
    private static Change.Kind kind(String word) {
        return Arrays.stream(Change.Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(Change.Kind.OTHER);
    }
}
