package io.tidemark.schemas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** What every schema must keep to, as a list of complaints; an empty list is a good schema. */
final class SchemaCheck {
    private SchemaCheck() {}

    /** One line for each named type or field without a doc, each field without a default, and each enum without one. */
    static List<String> undocumentedOrWithoutDefault(Schema schema) {
        List<String> complaints = new ArrayList<>();
        walk(schema, complaints, new HashSet<>());
        return complaints;
    }

    /** One line for each earlier version that the current schema cannot read. */
    static List<String> unreadable(Schema current, List<Schema> earlier) {
        List<String> complaints = new ArrayList<>();
        for (int i = 0; i < earlier.size(); i++) {
            var result = SchemaCompatibility.checkReaderWriterCompatibility(current, earlier.get(i))
                    .getResult();
            if (result.getCompatibility() != SchemaCompatibilityType.COMPATIBLE) {
                for (var incompatibility : result.getIncompatibilities()) {
                    complaints.add(current.getName() + ": cannot read version " + (i + 1) + ": "
                            + incompatibility.getType() + " at " + incompatibility.getLocation());
                }
            }
        }
        return complaints;
    }

    private static void walk(Schema schema, List<String> complaints, Set<String> seen) {
        switch (schema.getType()) {
            case UNION -> schema.getTypes().forEach(branch -> walk(branch, complaints, seen));
            case ARRAY -> walk(schema.getElementType(), complaints, seen);
            case MAP -> walk(schema.getValueType(), complaints, seen);
            case RECORD, ENUM -> walkNamed(schema, complaints, seen);
            default -> {}
        }
    }

    private static void walkNamed(Schema schema, List<String> complaints, Set<String> seen) {
        if (!seen.add(schema.getFullName())) {
            return;
        }
        if (isBlank(schema.getDoc())) {
            complaints.add(schema.getName() + ": no doc");
        }
        if (schema.getType() == Schema.Type.ENUM) {
            if (schema.getEnumDefault() == null) {
                complaints.add(schema.getName() + ": no default symbol");
            }
            return;
        }
        for (Schema.Field field : schema.getFields()) {
            if (isBlank(field.doc())) {
                complaints.add(schema.getName() + "." + field.name() + ": no doc");
            }
            if (!field.hasDefaultValue()) {
                complaints.add(schema.getName() + "." + field.name() + ": no default");
            }
            walk(field.schema(), complaints, seen);
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
