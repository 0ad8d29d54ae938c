package io.tidemark.http;

import io.javalin.http.Context;
import io.tidemark.domain.ModelKey;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which models a request speaks of: those of the tenant that its token is bound to, else those of the tenant that it asks for, else all. To whom is bound to a
 * tenant, the models of others are not there: neither named, nor told apart from those that do not exist.
 *
 * @param tenant whose models; empty for everybody's
 * @param isBound whether the token says so, and not the question
 */
record Visible(String tenant, boolean isBound) {
    /** The parameter that asks for one tenant's. */
    static final String TENANT = "tenant";

    private static final String ATTRIBUTE = "visible";
    private static final Visible ALL = new Visible("", false);

    /** The paths without a model in them that keep to what is visible; whoever is bound to a tenant has no others. */
    private static final Set<String> KEPT = Set.of(
            "/",
            "/assets/{version}/<file>",
            "/healthz",
            "/readyz",
            "/api/v1/openapi.yaml",
            "/api/v1/models",
            "/api/v1/overview",
            "/api/v1/slos",
            "/api/v1/alerts",
            "/api/v1/episodes",
            "/api/v1/episodes/{episodeId}",
            "/api/v1/episodes/{episodeId}/postmortem",
            "/api/v1/episodes/{episodeId}/acknowledge",
            "/api/v1/episodes/{episodeId}/resolve",
            "/api/v1/changes",
            "/api/v1/annotations",
            "/api/v1/silences",
            "/api/v1/silences/<id>/end",
            "/api/v1/corrections",
            "/api/v1/corrections/<id>/end",
            "/api/v1/notes",
            "/api/v1/events");

    private static final String MODEL = "/api/v1/models/{model}";

    /** What a request speaks of; everything before {@link #admit}. */
    static Visible of(Context request) {
        Visible known = request.attribute(ATTRIBUTE);
        return known == null ? ALL : known;
    }

    /**
     * Notes what a request may speak of.
     *
     * @param path as a template
     * @throws Problem.Failure 403 if the path is of all tenants and the caller of one; 404 if it asks for another's model
     */
    static void admit(Context request, String path, Tokens.Caller caller) {
        String asked = request.queryParam(TENANT) == null ? "" : String.valueOf(request.queryParam(TENANT));
        boolean isBound = !caller.tenant().isEmpty();
        Visible visible = new Visible(isBound ? caller.tenant() : asked, isBound);
        if (isBound) {
            visible.check(request, path, caller, asked);
        }
        request.attribute(ATTRIBUTE, visible);
    }

    private void check(Context request, String path, Tokens.Caller caller, String asked) {
        boolean isOfModel = path.startsWith(MODEL);
        if (!isOfModel && !KEPT.contains(path)) {
            throw Problem.of(
                            403,
                            "not allowed",
                            "the token of " + caller.name() + " is of tenant " + tenant + "; this tells of all tenants")
                    .failure();
        }
        if (!asked.isEmpty() && !asked.equals(tenant)) {
            throw unknown(TENANT, asked);
        }
        String model = isOfModel ? request.pathParam("model") : request.queryParam("model");
        if (model != null && !model.isEmpty()) {
            require(model);
        }
    }

    /** Whether a model is among them; what concerns all models, which has no name, is everybody's. */
    boolean has(String model) {
        return tenant.isEmpty() || model.isEmpty() || ModelKey.tenant(model).equals(tenant);
    }

    /** Those of some models. */
    List<String> of(Collection<String> models) {
        return models.stream().filter(this::has).toList();
    }

    /**
     * Lets a model pass that is visible.
     *
     * @throws Problem.Failure 404 for one that is another tenant's, as for one that is not there
     */
    void require(String model) {
        if (!has(model)) {
            throw unknown("model", model);
        }
    }

    private static Problem.Failure unknown(String what, String value) {
        return Problem.of(404, "unknown " + what, "there is no such " + what + ": " + what + "=" + value)
                .failure();
    }

    /** Tells answers apart that are kept for all who ask the same. */
    String prefix() {
        return isBound ? tenant + ' ' : "";
    }
}
