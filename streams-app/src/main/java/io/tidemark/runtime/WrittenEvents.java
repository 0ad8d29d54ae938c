package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.drill.DrillEvent;
import io.tidemark.drill.DrillLabel;
import io.tidemark.drill.Value;
import io.tidemark.serde.EventEncoder;
import io.tidemark.serde.LabelEncoder;
import io.tidemark.serde.Registry;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a drill's events and labels as canonical ones. Owned by one thread. */
final class WrittenEvents {
    private final Map<EventEncoder.Type, EventEncoder> encoders = new EnumMap<>(EventEncoder.Type.class);
    private final Monitor monitor;
    private final Registry registry;
    private @Nullable LabelEncoder labels;

    /**
     * A writer.
     *
     * @param registry where profile finds the schemas of what is written
     */
    WrittenEvents(Monitor monitor, Registry registry) {
        this.monitor = monitor;
        this.registry = registry;
    }

    byte[] bytes(DrillEvent event) {
        EventEncoder.Type type = event.reserved().isEmpty() ? EventEncoder.Type.FEATURES : EventEncoder.Type.PREDICTION;
        return encoders.computeIfAbsent(type, this::encoder).write(new WrittenEvent(event));
    }

    private EventEncoder encoder(EventEncoder.Type type) {
        int id = registry.register(monitor.source().topic(), type.schema());
        return new EventEncoder(monitor.model(), type, id);
    }

    /** A number is a true value; all else is a class. */
    byte[] bytes(DrillLabel label) {
        return label.truth() instanceof Value.Number number
                ? encoder().ofNumber(label.predictionId(), number.value(), label.knownMs())
                : encoder().ofClass(label.predictionId(), label.truth().word(), label.knownMs());
    }

    private LabelEncoder encoder() {
        LabelEncoder known = labels;
        if (known == null) {
            int id = registry.register(monitor.source().labels().topic(), LabelEncoder.schema());
            known = new LabelEncoder(monitor.model(), id);
            labels = known;
        }
        return known;
    }
}
