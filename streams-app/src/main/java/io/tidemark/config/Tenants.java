package io.tidemark.config;

import io.tidemark.config.TenantSpec.Quotas;
import io.tidemark.domain.ModelKey;
import io.tidemark.domain.Owners;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The tenants that a file declares, and which names of models mean whose. Owned by one reader. */
final class Tenants {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private final Map<String, TenantSpec> declared;

    private Tenants(Map<String, TenantSpec> declared) {
        this.declared = declared;
    }

    /** The tenants among the objects of a file. */
    static Tenants read(List<SloObject> objects, Report report) {
        Map<String, TenantSpec> declared = new LinkedHashMap<>();
        for (SloObject object : objects) {
            if (object.kind() == ObjectKind.TENANT) {
                TenantSpec tenant = read(object.section(report));
                if (declared.putIfAbsent(tenant.name(), tenant) != null
                        && !tenant.name().isEmpty()) {
                    report.add(object.node().line(), object.path() + "is there twice; declare each tenant once");
                }
            }
        }
        return new Tenants(declared);
    }

    private static TenantSpec read(Section object) {
        object.field("apiVersion").text("");
        object.field("kind").text("");
        Metadata metadata = Metadata.read(object, "name the tenant, for monitors to call it by");
        metadata.finishAnnotations();
        TenantSpec tenant = object.section(
                "spec",
                spec -> new TenantSpec(
                        metadata.name(), OwnersReader.read(spec), spec.section("quotas", Tenants::quotas)));
        object.finish();
        return tenant;
    }

    private static Quotas quotas(Section section) {
        return new Quotas(
                most(section, "models"),
                most(section, "slices"),
                most(section, "columns"),
                most(section, "eventsPerSecond"));
    }

    private static int most(Section section, String key) {
        return section.field(key).whole(1, 1_000_000_000, Quotas.UNLIMITED);
    }

    /** In file order. */
    List<TenantSpec> all() {
        return List.copyOf(declared.values());
    }

    /** Who is told of a tenant's models' alerts where nobody nearer says. */
    Owners owners(String tenant) {
        TenantSpec spec = declared.get(tenant);
        return spec == null ? Owners.NOBODY : spec.owners();
    }

    /** The tenant that a monitor names; {@link ModelKey#DEFAULT_TENANT} if it names none. */
    static String of(Field field) {
        String name = field.text(ModelKey.DEFAULT_TENANT);
        if (field.isPresent() && field.isSingle() && !NAME.matcher(name).matches()) {
            field.fail("is not a name; write a-z, 0-9 and '-', at most 63");
            return ModelKey.DEFAULT_TENANT;
        }
        return name;
    }

    /** Refuses tenants that nobody declares, where any is declared, and more models than a tenant may have. */
    void check(List<Section> documents) {
        Map<String, List<Field>> models = new TreeMap<>();
        for (Section document : documents) {
            for (Field item : document.field("monitors").itemsIfList()) {
                Section monitor = item.sectionIfSection();
                Field field = monitor.field("tenant");
                String tenant = field.isSingle() ? field.text("") : ModelKey.DEFAULT_TENANT;
                models.computeIfAbsent(tenant, none -> new ArrayList<>()).add(monitor.field("model"));
                if (!declared.isEmpty() && !ModelKey.isDefault(tenant) && !declared.containsKey(tenant)) {
                    field.fail(
                            "is no tenant of this file; " + Names.suggestion(tenant, declared.keySet(), "there are"));
                }
            }
        }
        declared.forEach((name, tenant) -> {
            List<Field> own = models.getOrDefault(name, List.of());
            int most = tenant.quotas().models();
            if (own.size() > most) {
                own.get(most)
                        .fail("is model " + (most + 1) + " of tenant " + name + ", which may have " + most
                                + "; take one out, or raise quotas.models");
            }
        });
    }

    /**
     * The key of the model that an object speaks of: of the tenant that it names, else the default tenant's, else the only tenant's that has one
     * of that name; as written where none has, or several have. Labels are anybody's: one that names no tenant says nothing.
     *
     * @param tenant empty if the object names none
     * @param keys of the file's models
     */
    static String resolve(String tenant, String model, Set<String> keys) {
        boolean isOurs = keys.stream().anyMatch(key -> ModelKey.tenant(key).equals(tenant));
        if (isOurs && !ModelKey.isDefault(tenant) && !ModelKey.isQualified(model)) {
            return ModelKey.of(tenant, model);
        }
        if (keys.contains(model)) {
            return model;
        }
        Set<String> named = new TreeSet<>();
        for (String key : keys) {
            if (ModelKey.name(key).equals(model)) {
                named.add(key);
            }
        }
        return named.size() == 1 ? named.iterator().next() : model;
    }
}
