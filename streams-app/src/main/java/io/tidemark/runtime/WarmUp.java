package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.ReferenceRule;
import io.tidemark.domain.FirstRange;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.pin.Pin;
import io.tidemark.pin.PinFailure;
import io.tidemark.pin.PinRange;
import io.tidemark.profile.ProfileSettings;
import io.tidemark.store.GridBookCodec;
import io.tidemark.store.ProfileStore;
import io.tidemark.store.ProgressStore;
import io.tidemark.store.ReferenceStore;
import io.tidemark.store.ScopeKey;
import io.tidemark.store.StoreNames;
import io.tidemark.topology.ScopesAndMarks;
import io.tidemark.topology.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pins each monitor of a running application once the windows of its reference's range have closed. Of several instances the one that
 * assesses the whole model does it.
 *
 * <p>The grids hold from a window ahead of everything that was seen, so that no event is counted on them on one instance and without
 * them on another.
 */
final class WarmUp implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int WINDOWS_AHEAD = 2;

    private final AppSettings settings;
    private final MonitorFile file;
    private final Topics topics;
    private final KafkaStreams streams;
    private final TopicPins pins;
    private final Set<String> pinned = new HashSet<>();
    private final Set<String> waiting = new HashSet<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "warm-up"));

    WarmUp(AppSettings settings, MonitorFile file, KafkaStreams streams, TopicPins pins, Topics topics) {
        this.settings = settings;
        this.file = file;
        this.topics = topics;
        this.streams = streams;
        this.pins = pins;
    }

    /** Starts looking. */
    void start() {
        thread.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        for (Monitor monitor : file.monitors()) {
            try {
                if (!pinned.contains(monitor.model()) && isMine(monitor) && isThere(monitor)) {
                    pinned.add(monitor.model());
                    warnIfExpired(monitor);
                }
            } catch (InvalidStateStoreException notYet) {
                log.debug("stores are not open yet model={}", monitor.model());
            } catch (SchemaSource.Unanswered notYet) {
                if (waiting.add("schemas of " + monitor.model())) {
                    log.warn(
                            "waits for the schema registry before it pins model={} why={}",
                            monitor.model(),
                            notYet.getMessage());
                }
            } catch (PinFailure | ClusterFailure failure) {
                log.warn("cannot pin, will try again model={}", monitor.model(), failure);
            }
        }
    }

    private boolean isMine(Monitor monitor) {
        String key = ScopeKey.text(pinnedScope(monitor));
        TopicPartition partition =
                new TopicPartition(topics.partials(), ScopesAndMarks.partition(key, settings.partitions()));
        return streams.metadataForLocalThreads().stream()
                .flatMap(threadMetadata -> threadMetadata.activeTasks().stream())
                .anyMatch(task -> task.topicPartitions().contains(partition));
    }

    /** The scope whose first events make the reference. */
    private static Scope pinnedScope(Monitor monitor) {
        String version = monitor.references().version();
        return new Scope(monitor.model(), Stage.SERVING, version.isEmpty() ? Scope.ALL : Scope.versionSlice(version));
    }

    private <K> ReadOnlyKeyValueStore<K, byte[]> store(String name) {
        return streams.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
    }

    /** Whether the reference is there; one that is complete is made. */
    private boolean isThere(Monitor monitor) {
        if (this.<String>store(StoreNames.GRIDS).get(GridBookCodec.listKey(monitor.model())) != null) {
            return true;
        }
        if (monitor.references().held() instanceof ReferenceRule.Published published) {
            if (waiting.add(monitor.model())) {
                log.warn(
                        "waits for a published reference model={} name={}; publish it with tidemark profile --publish",
                        monitor.model(),
                        published.name());
            }
            return false;
        }
        ReadOnlyKeyValueStore<String, byte[]> progress = store(StoreNames.PROGRESS);
        Optional<TimeWindow> range = complete(monitor, ProgressStore.closedThrough(progress, monitor.model()));
        range.ifPresent(found -> pin(monitor, found, progress));
        return range.isPresent();
    }

    /** The range of the reference, if all its windows have closed. */
    private Optional<TimeWindow> complete(Monitor monitor, long closedThroughMs) {
        if (!PinRange.dependsOnFirstEvents(monitor)) {
            return Optional.of(PinRange.stated(monitor)).filter(range -> range.endMs() <= closedThroughMs);
        }
        if (PinRange.lengthMs(monitor) > monitor.windows().retention().toMillis()) {
            return sinceTheFirstEvent(monitor).filter(range -> range.endMs() <= closedThroughMs);
        }
        return new FirstRange(
                        ProfileStore.windowRows(store(StoreNames.PROFILES), pinnedScope(monitor)),
                        monitor.windows().size().toMillis(),
                        PinRange.lengthMs(monitor))
                .complete(closedThroughMs);
    }

    /** Windows are kept for less than the range: where the stream began is not to be seen any more, only its first event. */
    private Optional<TimeWindow> sinceTheFirstEvent(Monitor monitor) {
        ScopeProgress scope = ProgressStore.scope(store(StoreNames.PROGRESS), pinnedScope(monitor));
        if (scope == null) {
            return Optional.empty();
        }
        long start = TimeWindow.containing(
                        scope.firstPaneMs(), monitor.windows().size().toMillis())
                .startMs();
        return Optional.of(new TimeWindow(start, start + PinRange.lengthMs(monitor)));
    }

    private void warnIfExpired(Monitor monitor) {
        long closedThroughMs = ProgressStore.closedThrough(store(StoreNames.PROGRESS), monitor.model());
        List<Reference> versions = ReferenceStore.versions(store(StoreNames.REFERENCES), pinnedScope(monitor));
        if (!versions.isEmpty() && versions.get(versions.size() - 1).label().expiresMs() <= closedThroughMs) {
            Reference latest = versions.get(versions.size() - 1);
            log.warn(
                    "the reference has expired, windows are not judged until there is another model={} reference={} expired={}",
                    monitor.model(),
                    latest.name(),
                    Instant.ofEpochMilli(latest.label().expiresMs()));
        }
    }

    private long validFromMs(Monitor monitor, TimeWindow range, ReadOnlyKeyValueStore<String, byte[]> progress) {
        long newest = range.endMs();
        String topic = monitor.source().topic();
        for (int partition = 0; partition < topics.sources().getOrDefault(topic, 0); partition++) {
            Mark mark = ProgressStore.mark(progress, ProfileSettings.sourceName(topic, partition));
            newest = mark == null ? newest : Math.max(newest, mark.newestEventTimeMs());
        }
        long windowMs = monitor.windows().size().toMillis();
        return (Math.floorDiv(newest, windowMs) + WINDOWS_AHEAD) * windowMs;
    }

    private void pin(Monitor monitor, TimeWindow range, ReadOnlyKeyValueStore<String, byte[]> progress) {
        log.info("warm-up is complete, pinning model={}", monitor.model());
        Pin pin = pins.pinner(monitor).pin(range, () -> validFromMs(monitor, range, progress));
        pins.publish(monitor, pin);
        long windowMs = monitor.windows().size().toMillis();
        long passed = (pin.era().validFromMs() - range.endMs()) / windowMs - WINDOWS_AHEAD;
        if (passed > WINDOWS_AHEAD) {
            log.warn(
                    "events came faster than the reference could be made of them: windows after it have passed and are not judged model={} windows={} from={} to={};"
                            + " with another --application-id they are, for the topic then holds the reference before the start",
                    monitor.model(),
                    passed,
                    Instant.ofEpochMilli(range.endMs()),
                    Instant.ofEpochMilli(pin.era().validFromMs()));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
