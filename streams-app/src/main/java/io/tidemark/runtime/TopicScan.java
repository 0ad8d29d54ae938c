package io.tidemark.runtime;

import io.tidemark.domain.Observation;
import io.tidemark.ingest.RecordDecoder;
import io.tidemark.pin.EventScan;
import io.tidemark.profile.Place;
import java.util.List;

/**
 * A topic from its beginning to its end of now, see {@link MergedLog}. Records that profile would reject are left out; those whose schema the registry does not
 * answer for are not, the scan fails with {@link io.tidemark.ingest.SchemaSource.Unanswered}.
 */
final class TopicScan implements EventScan {
    private final AppSettings settings;
    private final String topic;
    private final RecordDecoder decoder;

    TopicScan(AppSettings settings, String topic, RecordDecoder decoder) {
        this.settings = settings;
        this.topic = topic;
        this.decoder = decoder;
    }

    @Override
    public void scan(Visitor visitor) {
        Observation observation = new Observation();
        new MergedLog(settings, List.of(topic), decoder)
                .read(found -> found.rejection() != null || visit(found, observation, visitor));
    }

    private boolean visit(MergedLog.Found found, Observation observation, Visitor visitor) {
        int partition = found.place().partition();
        observation.cameFrom(topic, partition, found.offset(), found.recordTimeMs());
        decoder.decode(found.value(), observation);
        return visitor.visit(observation, Place.hash(partition, found.offset()));
    }
}
