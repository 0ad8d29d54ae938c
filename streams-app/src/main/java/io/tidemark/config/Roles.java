package io.tidemark.config;

import io.tidemark.config.SloFile.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code kind: Role}: who is behind a word of an escalation. Where a file has any, each that it names must be there. */
final class Roles {
    private Roles() {}

    static Role read(SloObject object, SloLinks links) {
        Section section = object.section(links.report());
        Metadata metadata = Metadata.read(section, "name the role");
        metadata.finishAnnotations();
        Role role = section.section("spec", spec -> {
            Lengths.checkDescription(spec.field("description"));
            List<String> targets = new ArrayList<>();
            for (Field item : spec.field("notificationTargets").items()) {
                Section target = item.section();
                Field reference = target.field("targetRef");
                links.find(ObjectKind.ALERT_NOTIFICATION_TARGET, reference, Set.of());
                targets.add(reference.text(""));
                target.finish();
            }
            return new Role(metadata.name(), metadata.displayName(), targets);
        });
        section.finish();
        return role;
    }

    /** Notes that somebody names a role. */
    static void check(String role, Field place, SloLinks links) {
        List<String> known =
                links.all(ObjectKind.ROLE).stream().map(SloObject::name).toList();
        links.use(ObjectKind.ROLE, role);
        if (!known.isEmpty() && !known.contains(role)) {
            place.fail("names " + role + ", which is not a role; " + Names.suggestion(role, known, "known here:"));
        }
    }
}
