package io.tidemark.http;

import io.javalin.http.Context;
import io.tidemark.query.Answer;
import io.tidemark.query.Profiles;
import io.tidemark.query.State;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the events of a range were like. */
final class ProfileRoutes implements ApiServer.Routes {
    private final Sources sources;

    ProfileRoutes(Sources sources) {
        this.sources = sources;
    }

    @Override
    public void addTo(Paths paths) {
        paths.shared("/api/v1/models/{model}/profile", Role.READ, (request, caller) -> profile(request));
    }

    private void profile(Context request) {
        Parameters parameters = Parameters.of(request, "slice", "stage", "from", "to", "columns", "limit", "after");
        String model = request.pathParam("model");
        State state = sources.state();
        Answer<Profiles.Profile> answer = new Profiles(state.questions(), state.monitored())
                .profile(
                        parameters.scope(model),
                        parameters.range(),
                        new Profiles.Page(parameters.names("columns"), parameters.after(), parameters.limit()));
        Profiles.Profile profile = answer.value();
        List<ProfileJson.ColumnJson> columns =
                profile.columns().stream().map(ProfileJson::column).toList();
        Map<String, Object> json = new TreeMap<>();
        json.put("model", model);
        json.put("slice", parameters.scope(model).slice());
        json.put("stage", parameters.stage().name().toLowerCase(Locale.ROOT));
        json.put("range", Times.range(profile.range()));
        json.put("rows", ProfileJson.rows(profile));
        json.put("columns", columns);
        json.put("next", profile.hasMore() ? columns.get(columns.size() - 1).column() : null);
        json.put("answer", AnswerJson.of(answer));
        Json.answer(request, json);
    }
}
