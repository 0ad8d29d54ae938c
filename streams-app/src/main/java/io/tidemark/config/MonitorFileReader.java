package io.tidemark.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a monitor file: YAML documents of monitors, and of OpenSLO v1 beside them. Every mistake is reported at once.
 *
 * <p>Stateless; any thread.
 */
public final class MonitorFileReader {
    private static final int MOST_BYTES = 1 << 20;

    private MonitorFileReader() {}

    /**
     * The monitors and SLOs of a file.
     *
     * @throws InvalidMonitorFile with everything that is wrong, also if the file is missing or larger than 1 MiB
     */
    public static MonitorFile read(Path file) {
        String name = String.valueOf(file.getFileName());
        Report report = new Report(name);
        try {
            long bytes = Files.size(file);
            if (bytes > MOST_BYTES) {
                throw report.fatal(0, "is too large: bytes=" + bytes + ", at most " + MOST_BYTES);
            }
            return parse(name, decode(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            throw report.fatal(0, "there is no such file: path=" + file.toAbsolutePath() + "; check the path");
        } catch (CharacterCodingException e) {
            throw report.fatal(0, "is not UTF-8 text: path=" + file.toAbsolutePath() + "; save it as UTF-8");
        } catch (IOException e) {
            throw report.fatal(0, "cannot be read: path=" + file.toAbsolutePath() + ", cause=" + e);
        }
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /**
     * As {@link #read}, of a text.
     *
     * @param name what the file is called in messages
     * @throws InvalidMonitorFile with everything that is wrong
     */
    public static MonitorFile parse(String name, String text) {
        Report report = new Report(name);
        List<YamlNode> documents = YamlReader.documents(text, report);
        if (documents.isEmpty()) {
            throw report.fatal(0, "is empty; write at least monitors: [{model: …, source: {topic: …}}]");
        }
        MonitorFile file = read(Documents.sort(documents, report), report);
        report.throwIfAny();
        return file;
    }

    private static MonitorFile read(Documents documents, Report report) {
        List<MonitorReader.Read> monitors = new ArrayList<>();
        for (Section document : documents.monitors()) {
            monitors.addAll(document.sections("monitors", MonitorReader::read));
            document.finish();
        }
        rejectRepeatedModels(documents.monitors());
        if (monitors.isEmpty() && report.count() == 0) {
            report.add(0, "has no monitors; write at least monitors: [{model: …, source: {topic: …}}]");
        }
        List<SloSpec> slos = SloReader.readAll(documents, monitors);
        return new MonitorFile(
                monitors.stream().map(MonitorReader.Read::monitor).toList(), slos, report.warnings());
    }

    private static void rejectRepeatedModels(List<Section> documents) {
        Set<String> models = new HashSet<>();
        for (Section document : documents) {
            for (Field item : document.field("monitors").itemsIfList()) {
                Field model = item.sectionIfSection().field("model");
                if (model.isSingle() && !models.add(model.text(""))) {
                    model.fail("is defined twice; name each model once");
                }
            }
        }
    }
}
