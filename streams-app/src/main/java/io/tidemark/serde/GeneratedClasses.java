package io.tidemark.serde;

import io.tidemark.schemas.Alert;
import org.apache.avro.util.ClassSecurityValidator;

/** Avro 1.12.2 makes objects only of classes that it was told to trust: our generated ones, and nothing a schema may name. */
final class GeneratedClasses {
    static {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), type -> type.getPackageName()
                        .equals(Alert.class.getPackageName())));
    }

    private GeneratedClasses() {}

    /** Says so, once in a process. */
    static void trust() {
        // the class is initialised
    }
}
