package io.tidemark.cli;

import io.tidemark.domain.Stage;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The word of a stage, as the API has it. */
final class StageWord implements ITypeConverter<Stage> {
    @Override
    public Stage convert(String text) {
        return Arrays.stream(Stage.values())
                .filter(stage -> of(stage).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is no stage of a model; write serving or training"));
    }

    /** {@code serving} or {@code training}. */
    static String of(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }
}
