package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.broker.Apicurio;
import io.tidemark.runtime.EmbeddedBroker;
import io.tidemark.serde.Registry;
import io.tidemark.serde.RegistrySettings;
import io.tidemark.testkit.FreshTopicProducer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code drill} of topics, on a real broker beside a real registry: what is noticed of a topic is what is noticed of the same events in a file, whatever they are
 * written in, and the cluster and the registry are as they were.
 */
class DrillTopicIT {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final int DAYS = 60;
    private static final int A_DAY = 48;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Headers of the file are the paths into the topic's records. */
    private static final String MONITORS =
            """
            monitors:
              - model: shop
                source:
                  topic: shop-events
                  format: json
                  csv: {label: truth, labelTime: known}
                  fields:
                    time: at
                    id: id
                    predictionId: id
                    prediction: answer
                    score: p
                    dimensions: {country: place}
                slices: [country]
                windows: {size: 1d}
                reference: {from: 2024-01-01, to: 2024-01-31}
                labels:
                  topic: shop-truths
                  format: json
                  fields: {predictionId: of, label: truth, time: known}
                  positive: "yes"
            """
                    + DrillIT.COMPLETE
                    + Labelled.slo("shop", "accuracy", "all", "28d");
    /** Objectives of so few windows are warned of. */
    private static final String ONLY_MONITOR = MONITORS.substring(0, MONITORS.indexOf("---"));

    private static final String EVENT =
            """
            {"type":"record","name":"Scored","namespace":"org.acme","fields":[
              {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
              {"name":"id","type":"string"},{"name":"place","type":"string"},{"name":"price","type":"int"},
              {"name":"answer","type":"string"},{"name":"p","type":"double"}]}""";
    private static final String TRUTH =
            """
            {"type":"record","name":"Truth","namespace":"org.acme","fields":[
              {"name":"of","type":"string"},{"name":"truth","type":"string"},
              {"name":"known","type":{"type":"long","logicalType":"timestamp-millis"}}]}""";
    private static final Object[] TERMS = {
        "--faults", "nulls,label-flip", "--columns", "price", "--at", "2024-02-10", "--for", "5d", "--json"
    };

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static Admin admin;
    private static Apicurio apicurio;
    private static Path monitors;

    /** A prediction, and what was true of it. */
    private record Row(int number, Instant at, String place, int price, String answer, String truth, Instant known) {
        String id() {
            return "p" + number;
        }

        double score() {
            return answer.equals("yes") ? 0.875 : 0.125;
        }

        String csv() {
            return String.join(",", at.toString(), id(), place, price + "", answer, score() + "", truth, known + "");
        }

        String json() {
            return String.format(
                    Locale.ROOT,
                    "{\"at\":\"%s\",\"id\":\"%s\",\"place\":\"%s\",\"price\":%d,\"answer\":\"%s\",\"p\":%s}",
                    at,
                    id(),
                    place,
                    price,
                    answer,
                    score());
        }

        String truthJson() {
            return String.format("{\"of\":\"%s\",\"truth\":\"%s\",\"known\":\"%s\"}", id(), truth, known);
        }
    }

    /** One in six is wrong. Most labels come a day later, one in seven is dated before its prediction. */
    private static List<Row> rows() {
        SplittableRandom random = new SplittableRandom(5);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < DAYS * A_DAY; i++) {
            Instant at = START.plusSeconds(1_800L * i);
            String answer = random.nextInt(3) == 0 ? "yes" : "no";
            String other = answer.equals("yes") ? "no" : "yes";
            rows.add(new Row(
                    i,
                    at,
                    random.nextInt(3) == 0 ? "DE" : "FR",
                    100 + random.nextInt(50),
                    answer,
                    random.nextInt(6) == 0 ? other : answer,
                    i % 7 == 0 ? at.minusSeconds(3_600) : at.plusSeconds(86_400)));
        }
        return rows;
    }

    private static List<Row> asTheyBecameKnown(List<Row> rows) {
        return rows.stream().sorted(Comparator.comparing(Row::known)).toList();
    }

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(directory.resolve("kafka"));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        apicurio = Apicurio.start(directory.resolve("registry"));
        monitors = Files.writeString(directory.resolve("shop.yaml"), MONITORS);
    }

    @AfterAll
    static void stop() {
        apicurio.close();
        admin.close();
        broker.close();
    }

    private static Shell drill(Object what, Path config, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("drill", what, "--config", config));
        arguments.addAll(Arrays.asList(more));
        return Shell.run(arguments.toArray());
    }

    private static Shell ofTopic(String topic, Path config, Object... more) {
        List<Object> arguments = new ArrayList<>(Arrays.asList(more));
        arguments.addAll(List.of("-b", broker.bootstrapServers()));
        return drill(topic, config, arguments.toArray());
    }

    /** Another topic, in Avro of schemas that the registry has. */
    private static Path avro(String topic, String monitor) throws Exception {
        return Files.writeString(
                directory.resolve(topic + ".yaml"),
                monitor.replace("shop-events", topic)
                        .replace("shop-truths", topic + "-truths")
                        .replaceAll(" *format: json\n", ""));
    }

    @Test
    void topicsAreDrilledAsTheSameEventsInAFileAndNothingIsTouched() throws Exception {
        List<Row> rows = rows();
        Path file = Files.writeString(
                directory.resolve("shop.csv"),
                rows.stream()
                        .map(Row::csv)
                        .collect(Collectors.joining("\n", "at,id,place,price,answer,p,truth,known\n", "\n")));
        send("shop-events", 3, rows, row -> bytes(row.json()));
        send("shop-truths", 2, asTheyBecameKnown(rows), row -> bytes(row.truthJson()));
        more("shop-events", "no JSON at all");
        more("shop-truths", "{\"of\":\"nobody\",\"truth\":\"yes\",\"known\":\"2024-02-01T00:00:00Z\"}");
        sendAvro("scored", rows);
        State before = State.now();

        Shell ofFile = drill(file, monitors, TERMS);
        Shell ofJson = ofTopic("shop-events", monitors, TERMS);
        List<Object> terms = new ArrayList<>(Arrays.asList(TERMS));
        terms.addAll(List.of("--registry", apicurio.url()));
        Shell ofAvro = ofTopic("scored", avro("scored", MONITORS), terms.toArray());

        assertThat(ofFile.code()).as(ofFile.err()).isZero();
        JsonNode told = JSON.readTree(ofFile.out());
        assertThat(told.path("rows").asInt()).isEqualTo(50 * A_DAY);
        assertThat(told.path("faults").findValuesAsText("objective")).containsExactly("complete", "accuracy");
        assertThat(told.path("anyway")).isEmpty();
        assertThat(ofJson.code()).as(ofJson.err()).isZero();
        assertThat(JSON.readTree(ofJson.out())).isEqualTo(told);
        assertThat(ofAvro.code()).as(ofAvro.err()).isZero();
        assertThat(JSON.readTree(ofAvro.out())).isEqualTo(told);
        assertThat(State.now()).isEqualTo(before);
    }

    /** What a cluster and a registry hold. */
    private record State(
            Map<String, Integer> topics, Map<String, Long> ends, Map<String, String> groups, String subjects) {
        static State now() throws Exception {
            Map<String, Integer> topics = new TreeMap<>();
            Map<TopicPartition, OffsetSpec> asked =
                    new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
            Set<String> names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            for (TopicDescription topic :
                    admin.describeTopics(names).allTopicNames().get().values()) {
                topics.put(topic.name(), topic.partitions().size());
                topic.partitions()
                        .forEach(part ->
                                asked.put(new TopicPartition(topic.name(), part.partition()), OffsetSpec.latest()));
            }
            Map<String, Long> ends = new TreeMap<>();
            admin.listOffsets(asked).all().get().forEach((place, end) -> ends.put(place.toString(), end.offset()));
            Map<String, String> groups = new TreeMap<>();
            admin.listGroups().all().get().forEach(group -> groups.put(group.groupId(), group.toString()));
            return new State(topics, ends, groups, apicurio.get("/subjects").body());
        }
    }

    @Test
    void whatWasReadAndWhatWasNotIsSaid() throws Exception {
        List<Row> rows = rows();
        send("told", 2, rows, row -> bytes(row.json()));
        send("told-truths", 1, asTheyBecameKnown(rows), row -> bytes(row.truthJson()));
        more("told", "no JSON at all");
        Path config = Files.writeString(
                directory.resolve("told.yaml"),
                ONLY_MONITOR.replace("shop-events", "told").replace("shop-truths", "told-truths"));

        Shell shell = Shell.run(
                "drill",
                "--topic",
                "told",
                "-b",
                broker.bootstrapServers(),
                "--config",
                config,
                "--rows",
                2_500,
                "--faults",
                "latency-step");

        assertThat(shell.err())
                .startsWith("read of topic told: 2,500 events and 2,500 labels; nothing is written to that cluster\n"
                        + "there are more: only the first 2,500 are read; more by --rows, others by --range\n")
                .contains(" labels are of predictions that were not read, and are left out\n")
                .contains("drill of shop: 0 faults, so 1 replays of at most 2,500 rows each\n");
        assertThat(shell.out()).contains("0 of 0 faults noticed");
    }

    @Test
    void whatCannotBeReadIsASentence() throws Exception {
        List<Row> few = rows().subList(0, 50);
        send("pays", 2, few, row -> bytes(row.json()));
        create("pays-truths", 1);
        create("nothing", 3);
        send("garbage", 1, few, row -> bytes("no JSON at all"));
        send("others", 1, few, row -> bytes(row.json().replace("{", "{\"model\":\"till\",")));
        sendAvro("framed", few);
        String mine = ONLY_MONITOR.replace("shop-events", "pays").replace("shop-truths", "pays-truths");
        Path config = Files.writeString(directory.resolve("pays.yaml"), mine);
        Path lost = Files.writeString(directory.resolve("lost.yaml"), mine.replace("pays-truths", "pays-truth"));
        Path named = Files.writeString(
                directory.resolve("named.yaml"), mine.replace("time: at\n", "time: at\n        model: model\n"));
        State before = State.now();

        assertSentence(
                ofTopic("payz", config),
                "there is no such topic, or it may not be read: topic=payz; did you mean pays?");
        assertSentence(
                ofTopic("pays", lost),
                "there is no such topic, or it may not be read: topic=pays-truth, which labels.topic of model=shop names;"
                        + " create it, or take labels out of the monitor; did you mean pays-truths?");
        assertSentence(
                ofTopic("pays-truths", config),
                "the topic is that of the labels: topic=pays-truths, model=shop; name that of the events, pays");
        assertSentence(
                ofTopic("nothing", config),
                "the topic is empty: topic=nothing, model=shop; send events to it first, or name another");
        assertSentence(
                ofTopic("garbage", config),
                "no record of the topic is an event: topic=garbage, model=shop, records=50, first garbage-0@0: UNDECODABLE"
                        + " is not one JSON object: is no JSON from byte 0 on; correct source.format and source.fields of the"
                        + " monitor");
        assertSentence(
                ofTopic("others", named),
                "no event of the topic is of the model that it is read for: topic=others, model=shop, its events are of till;"
                        + " choose another by --model, or leave source.fields.model out");
        assertSentence(
                ofTopic("pays", config, "--range", "2025-01-01..2025-02-01"),
                "no event of the topic is in the range: topic=pays, model=shop, --range=2025-01-01 00:00Z..2025-02-01 00:00Z,"
                        + " its events are from 2024-01-01 00:00Z to 2024-01-02 00:30Z");
        assertSentence(
                ofTopic("pays", config, "--at", "2030-01-01"),
                "read of topic pays: 50 events; nothing is written to that cluster\n"
                        + "the fault would begin outside the topic: --at=2030-01-01 00:00Z, the topic's events are from 2024-01-01"
                        + " 00:00Z to 2024-01-02 00:30Z");
        assertSentence(
                ofTopic("pays", config, "--columns", "pricee"),
                "read of topic pays: 50 events; nothing is written to that cluster\n"
                        + "no column of the topic has the name: --columns=pricee, topic=pays; did you mean price?");
        assertThat(ofTopic("framed", avro("framed", ONLY_MONITOR)).err())
                .startsWith("no record of the topic is an event: topic=framed, model=shop, records=50, first framed-")
                .endsWith("; say where its schemas are: --registry URL\n");
        assertThat(ofTopic("framed", avro("framed", ONLY_MONITOR), "--registry", "http://127.0.0.1:1")
                        .err())
                .startsWith(
                        "the topic's records cannot be read without their schemas: topic=framed,"
                                + " registry=http://127.0.0.1:1: the registry does not answer; start it, or correct --registry");
        assertThat(State.now()).isEqualTo(before);
    }

    private static void assertSentence(Shell shell, String sentence) {
        assertThat(shell.err()).isEqualTo(sentence + "\n");
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void sendAvro(String topic, List<Row> rows) throws Exception {
        Registry registry = new Registry(RegistrySettings.of(apicurio.url(), Map.of()), Clock.systemUTC());
        Schema event = new Schema.Parser().parse(EVENT);
        Schema truth = new Schema.Parser().parse(TRUTH);
        int eventId = registry.register(topic, event);
        int truthId = registry.register(topic + "-truths", truth);
        send(
                topic,
                2,
                rows,
                row -> framed(
                        eventId,
                        new GenericRecordBuilder(event)
                                .set("at", row.at().toEpochMilli())
                                .set("id", row.id())
                                .set("place", row.place())
                                .set("price", row.price())
                                .set("answer", row.answer())
                                .set("p", row.score())
                                .build()));
        send(
                topic + "-truths",
                1,
                rows,
                row -> framed(
                        truthId,
                        new GenericRecordBuilder(truth)
                                .set("of", row.id())
                                .set("truth", row.truth())
                                .set("known", row.known().toEpochMilli())
                                .build()));
    }

    private static byte[] framed(int id, GenericRecord message) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(message.getSchema()).write(message, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void create(String topic, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                .all()
                .get();
    }

    /** To a new topic, round the partitions. */
    private static void send(String topic, int partitions, List<Row> rows, Function<Row, byte[]> value)
            throws Exception {
        create(topic, partitions);
        try (Producer<byte[], byte[]> producer = FreshTopicProducer.of(broker.bootstrapServers())) {
            rows.forEach(row ->
                    producer.send(new ProducerRecord<>(topic, row.number() % partitions, null, value.apply(row))));
        }
    }

    /** One record more. */
    private static void more(String topic, String value) {
        try (Producer<byte[], byte[]> producer = FreshTopicProducer.of(broker.bootstrapServers())) {
            producer.send(new ProducerRecord<>(topic, 0, null, bytes(value)));
        }
    }
}
