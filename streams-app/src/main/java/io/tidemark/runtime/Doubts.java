package io.tidemark.runtime;

import io.tidemark.domain.Change;
import io.tidemark.domain.Operation;
import io.tidemark.domain.SloStatus;
import io.tidemark.query.board.Asker;
import io.tidemark.query.board.Doubt;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.Registry;
import io.tidemark.serde.StatusDeserializer;
import io.tidemark.serde.TidingReader;
import io.tidemark.topology.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is strange about what people say to a running application or ask it: a silence, a correction or a change of what it does not know, the
 * end of what nobody began, the alerts of a model that it never judged. What is sent may be meant all the same, for what is still to come.
 * Used by one thread.
 */
public final class Doubts {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST = 200_000;
    private static final String SENT = "; it is sent all the same";

    private final AppSettings settings;
    private final Topics topics;

    private Doubts(AppSettings settings) {
        this.settings = settings;
        this.topics = new Topics(settings.applicationId(), Map.of());
    }

    /**
     * The doubts, a sentence each; none about an acknowledgement and the like.
     *
     * @throws io.tidemark.domain.WorldFailure if the cluster does not answer
     */
    public static List<String> of(Operation operation, AppSettings settings) {
        Doubts doubts = new Doubts(settings);
        return switch (operation.kind()) {
            case SILENCE, CORRECT, PIN -> doubts.ofCover(operation);
            case END_SILENCE -> doubts.ofEnd(operation);
            case END_CORRECTION -> doubts.ofEnd(operation);
            case NOTE, ACKNOWLEDGE, RESOLVE -> List.of();
        };
    }

    /**
     * The doubt about a change; none about one of all models, or where nothing is known of objectives.
     *
     * @throws io.tidemark.domain.WorldFailure if the cluster does not answer
     */
    public static Optional<String> of(Change change, AppSettings settings) {
        if (change.concernsAllModels()) {
            return Optional.empty();
        }
        Set<String> models = new Doubts(settings).models();
        return models.isEmpty() || models.contains(change.model())
                ? Optional.empty()
                : Optional.of(Doubt.unknownModel("MODEL=" + change.model(), change.model(), models) + SENT);
    }

    /**
     * Why it cannot be told whether alerts are open.
     *
     * @param model whose alerts are asked for; empty for those of all
     * @param alerted models that alerts are known of, open or not
     * @throws io.tidemark.domain.WorldFailure if the cluster does not answer
     */
    public static Optional<String> ofAlerts(String model, Set<String> alerted, AppSettings settings) {
        if (model.isEmpty() ? !alerted.isEmpty() : alerted.contains(model)) {
            return Optional.empty();
        }
        Doubts doubts = new Doubts(settings);
        Map<String, Boolean> judged = doubts.judged();
        alerted.forEach(other -> judged.put(other, true));
        if (judged.isEmpty()) {
            return Optional.of("the application has judged nothing yet: --application-id=" + settings.applicationId()
                    + "; wait until " + doubts.topics.status()
                    + " holds an objective, or give --application-id as tidemark run was given it");
        }
        if (!model.isEmpty() && !judged.containsKey(model)) {
            return Optional.of(Doubt.unknownModel("--model=" + model, model, judged.keySet()));
        }
        boolean isAny = model.isEmpty() ? judged.containsValue(true) : judged.getOrDefault(model, false);
        return isAny ? Optional.empty() : Optional.of(Doubt.nothingJudged(model));
    }

    /** The models that have objectives, and whether any of these could be judged by anything yet. */
    private Map<String, Boolean> judged() {
        Map<String, Boolean> judged = new TreeMap<>();
        KeptTopic status = new KeptTopic(settings, topics.status(), PATIENCE);
        if (status.partitions() == 0) {
            return judged;
        }
        Registry registry = settings.openRegistry();
        OwnSchemas.registerInProcess(registry, topics.subjects());
        StatusDeserializer statuses = StatusDeserializer.of(registry);
        Map<SloStatus.Key, Boolean> places = new HashMap<>();
        status.each(Progress.SILENT, message -> {
            if (message.value() == null) {
                places.remove(key(message.key()));
            } else if (places.size() < MOST) {
                places.put(
                        key(message.key()),
                        statuses.deserialize(message.topic(), message.value()).isJudged());
            }
        });
        places.forEach((place, isJudged) -> judged.merge(place.model(), isJudged, Boolean::logicalOr));
        return judged;
    }

    /** The key of a status, as bytes. */
    private static SloStatus.Key key(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\\|", 3);
        return parts.length == 3 ? new SloStatus.Key(parts[0], parts[1], parts[2]) : new SloStatus.Key("", "", "");
    }

    private List<String> ofCover(Operation operation) {
        KeptTopic status = new KeptTopic(settings, topics.status(), PATIENCE);
        if (status.partitions() == 0) {
            return List.of("what objectives there are is not known, for there is no topic " + status.name() + SENT);
        }
        return Doubt.ofCover(operation, places(status), Asker.COMMAND);
    }

    private Set<String> models() {
        KeptTopic status = new KeptTopic(settings, topics.status(), PATIENCE);
        return status.partitions() == 0 ? new TreeSet<>() : models(places(status));
    }

    private static Set<String> models(Set<SloStatus.Key> places) {
        return places.stream().map(SloStatus.Key::model).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<SloStatus.Key> places(KeptTopic status) {
        Set<SloStatus.Key> places = new HashSet<>();
        status.each(Progress.SILENT, message -> {
            if (message.value() == null) {
                places.remove(key(message.key()));
            } else if (places.size() < MOST) {
                places.add(key(message.key()));
            }
        });
        return places;
    }

    private List<String> ofEnd(Operation operation) {
        KeptTopic kept = new KeptTopic(settings, topics.operations(), PATIENCE);
        if (kept.partitions() == 0) {
            return List.of();
        }
        Registry registry = settings.openRegistry();
        OwnSchemas.registerInProcess(registry, topics.subjects());
        TidingReader reader = TidingReader.ofAll(registry);
        Set<String> begun = new TreeSet<>();
        Set<String> ended = new HashSet<>();
        kept.each(Progress.SILENT, message -> {
            if (begun.size() + ended.size() < MOST
                    && reader.read(message.value(), message.timestamp()) instanceof TidingReader.Usable usable
                    && usable.tiding() instanceof Operation one) {
                if (one.kind() == Doubt.begin(operation.kind())) {
                    begun.add(one.id());
                } else if (one.kind() == operation.kind()) {
                    ended.add(one.id());
                }
            }
        });
        return Doubt.ofEnd(operation, begun, ended, kept.name());
    }
}
