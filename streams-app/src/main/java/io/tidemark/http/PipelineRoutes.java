package io.tidemark.http;

import io.javalin.http.Context;
import io.tidemark.domain.Rejection;
import io.tidemark.query.Configuration;
import io.tidemark.query.Instances;
import io.tidemark.query.Letters;
import io.tidemark.query.Letters.DeadLetterFacts;
import io.tidemark.query.Pipeline;
import io.tidemark.query.VitalsCodec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** How the application itself is: its stream, its dead letters, what it runs with. */
final class PipelineRoutes implements ApiServer.Routes {
    private final Sources sources;

    PipelineRoutes(Sources sources) {
        this.sources = sources;
    }

    @Override
    public void addTo(Paths paths) {
        paths.get("/api/v1/pipeline", Role.READ, (request, caller) -> pipeline(request));
        paths.get("/api/v1/dead-letters", Role.READ, (request, caller) -> letters(request));
        paths.get("/api/v1/config", Role.READ, (request, caller) -> config(request));
        paths.prompt(Instances.PATH, Role.PEER, (request, caller) -> request.contentType("application/octet-stream")
                .result(VitalsCodec.write(
                        sources.state().upkeep().pipeline().instances().here())));
    }

    private void pipeline(Context request) {
        Parameters.of(request);
        Pipeline pipeline = sources.state().upkeep().pipeline();
        Letters letters = sources.state().upkeep().letters().get();
        Json.answer(
                request, PipelineJson.of(pipeline.now(), pipeline.instances().here(), letters));
    }

    private void letters(Context request) {
        Parameters parameters = Parameters.of(request, "reason", "limit", "after");
        Letters letters = sources.state().upkeep().letters().get();
        String reason = reason(parameters.text("reason"), letters);
        List<DeadLetterFacts> rest = letters.newest().stream()
                .filter(letter -> reason.isEmpty() || letter.reason().equals(reason))
                .toList();
        int first = first(parameters.after(), rest);
        int end = Math.min(rest.size(), first + parameters.limit());
        List<DeadLetterFacts> page = rest.subList(first, end);
        Map<String, Object> json = PipelineJson.counts(letters);
        json.put("letters", page.stream().map(PipelineJson::letter).toList());
        json.put("next", end < rest.size() ? PipelineJson.place(rest.get(end - 1)) : null);
        Json.answer(request, json);
    }

    /** The reason's word on the topic: of this build, or of another one that wrote letters. */
    private static String reason(String text, Letters letters) {
        if (text.isEmpty()) {
            return "";
        }
        TreeSet<String> known = new TreeSet<>(letters.perReason().keySet());
        Arrays.stream(Rejection.Reason.values()).forEach(reason -> known.add(reason.name()));
        String word = text.toUpperCase(Locale.ROOT).replace('-', '_');
        List<String> words = known.stream().map(PipelineJson::word).toList();
        return known.contains(word) ? word : Parameters.known("reason", text, words);
    }

    private static int first(String after, List<DeadLetterFacts> letters) {
        if (after.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < letters.size(); i++) {
            if (PipelineJson.place(letters.get(i)).equals(after)) {
                return i + 1;
            }
        }
        throw Parameters.wrong("after is no letter that is remembered: after=" + after
                + "; take next of the page before, or begin anew without after");
    }

    private void config(Context request) {
        Parameters.of(request);
        Configuration configuration = sources.state().upkeep().configuration();
        Json.answer(
                request,
                new TreeMap<>(
                        Map.of("application", configuration.application(), "monitors", configuration.monitors())));
    }
}
