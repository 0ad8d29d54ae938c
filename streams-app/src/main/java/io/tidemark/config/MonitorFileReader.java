package io.tidemark.config;

import io.tidemark.domain.ModelKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
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
        return read(file, Kind.OF_MONITORS, LocalDate.MIN);
    }

    /** As {@link #read(Path)}, of a file that need not have monitors, and may have SLOs of which another tool has the data. */
    static MonitorFile readAny(Path file, LocalDate today) {
        return read(file, Kind.ANY, today);
    }

    /** What a file is for. */
    private enum Kind {
        /** To be run: there are monitors, and they have the data of every SLO. */
        OF_MONITORS,
        /** To be looked at. */
        ANY
    }

    private static MonitorFile read(Path file, Kind kind, LocalDate today) {
        Path directory = file.toAbsolutePath().getParent();
        Report report = new Report(String.valueOf(file.getFileName()), directory == null ? file : directory);
        return parse(report, text(file), kind, today);
    }

    /**
     * The text of a file.
     *
     * @throws InvalidMonitorFile if it is missing, larger than 1 MiB or not UTF-8
     */
    static String text(Path file) {
        Report report = new Report(String.valueOf(file.getFileName()));
        try {
            long bytes = Files.size(file);
            if (bytes > MOST_BYTES) {
                throw report.fatal(0, "is too large: bytes=" + bytes + ", at most " + MOST_BYTES);
            }
            return decode(Files.readAllBytes(file));
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
        return parse(new Report(name), text, Kind.OF_MONITORS, LocalDate.MIN);
    }

    /** As {@link #readAny}, of a text. */
    static MonitorFile parseAny(String name, String text, LocalDate today) {
        return parse(new Report(name), text, Kind.ANY, today);
    }

    private static MonitorFile parse(Report report, String text, Kind kind, LocalDate today) {
        List<YamlNode> documents = YamlReader.documents(text, report);
        if (documents.isEmpty()) {
            throw report.fatal(0, "is empty; write at least monitors: [{model: …, source: {topic: …}}]");
        }
        MonitorFile file = read(Documents.sort(Templates.applied(documents, report), report), kind, today, report);
        report.throwIfAny();
        return file;
    }

    private static MonitorFile read(Documents documents, Kind kind, LocalDate today, Report report) {
        List<MonitorReader.Read> monitors = new ArrayList<>();
        for (Section document : documents.monitors()) {
            monitors.addAll(document.sections("monitors", MonitorReader::read));
            document.finish();
        }
        Tenants tenants = Tenants.read(documents.objects(), report);
        monitors.replaceAll(read ->
                read.ownedBy(tenants.owners(ModelKey.tenant(read.monitor().model()))));
        tenants.check(documents.monitors());
        rejectRepeatedModels(documents.monitors());
        SharedTopics.check(documents.monitors(), monitors, tenants.all());
        boolean isOfSlos = kind == Kind.ANY && !documents.objects().isEmpty();
        if (monitors.isEmpty() && report.count() == 0 && !isOfSlos) {
            String why = documents.objects().isEmpty() ? "" : ", only objectives, which tidemark slo explain reads";
            report.add(0, "has no monitors" + why + "; write at least monitors: [{model: …, source: {topic: …}}]");
        }
        SloFile objects = SloFileReader.read(documents.objects(), monitors, today, report);
        documents.monitors().forEach(document -> PromotionReader.check(document, objects.slos(), objects.runs()));
        if (kind == Kind.OF_MONITORS) {
            documents.rejectElsewhere(objects.slos(), report);
        }
        return new MonitorFile(
                monitors.stream().map(MonitorReader.Read::monitor).toList(), objects, tenants.all(), report.warnings());
    }

    private static void rejectRepeatedModels(List<Section> documents) {
        Set<String> models = new HashSet<>();
        for (Section document : documents) {
            for (Field item : document.field("monitors").itemsIfList()) {
                Field model = item.sectionIfSection().field("model");
                Field tenant = item.sectionIfSection().field("tenant");
                String whose = tenant.isSingle() ? tenant.text("") : "";
                if (model.isSingle() && !models.add(ModelKey.of(whose, model.text("")))) {
                    model.fail("is defined twice; name each model once");
                }
            }
        }
    }
}
