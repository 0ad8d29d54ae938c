package io.tidemark.domain;

import io.tidemark.stats.HotPath;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One event as profile sees it: a reusable view of bytes. Texts are offsets into {@link #bytes()}, not strings: mostly the record's own bytes; names of fields
 * and dimensions stand in {@link #nameBytes()}, which may be the same.
 *
 * <p>Owned by one task and overwritten by the next event; not thread-safe.
 */
public final class Observation {
    /** Most fields or dimensions an event may have. */
    public static final int MOST_FIELDS = 16_384;

    /** What a field holds. */
    public static final byte NULL = 0;

    public static final byte NUMBER = 1;
    public static final byte BOOLEAN = 2;
    public static final byte TEXT = 3;
    /** A value that no column kind takes. */
    public static final byte OTHER = 4;

    /** An array of numbers. */
    public static final byte VECTOR = 5;

    /**
     * A null in a format that does not say of what: of a column that the grids know it is {@link #NULL}, of any other it says nothing, for an object may be
     * meant.
     */
    public static final byte PERHAPS_NULL = 6;

    private static final byte[] NOTHING = {};
    private static final int NO_LABEL = -1;
    private static final int NO_TRUTH = -2;
    private static final byte[] STATUS_WORDS = "OKERRORFALLBACKTIMEOUT".getBytes(StandardCharsets.US_ASCII);
    private static final int[] STATUS_STARTS = {0, 2, 7, 15, 22};

    private byte[] bytes = NOTHING;
    private byte[] hashes = NOTHING;
    private byte[] names = NOTHING;
    private boolean ofItsTopic;
    private Stage stage = Stage.SERVING;
    private long eventTimeMs;
    private boolean hasEventTime;
    private int modelOffset;
    private int modelLength;
    private int versionOffset;
    private int versionLength;
    private int idOffset;
    private int idLength;
    private int predictionIdOffset;
    private int predictionIdLength;
    private String topic = "";
    private int partition;
    private long offset;
    private long recordTimeMs;
    private boolean carriesFeatures;
    private boolean carriesPrediction;
    private final Request request = new Request();
    private int truth = NO_LABEL;

    private int dimensions;
    private int[] dimensionSpans = new int[4 * 8];
    private int fields;
    private byte[] kinds = new byte[64];
    private int[] nameOffsets = new int[64];
    private int[] nameLengths = new int[64];
    private double[] numbers = new double[64];
    private int[] textOffsets = new int[64];
    private int[] textLengths = new int[64];
    private @Nullable Frame frame;
    private int elements;
    private double[] vectors = new double[64];

    /** Forgets the last event and looks at these bytes. */
    @HotPath
    public void begin(byte[] record) {
        begin(record, record);
    }

    /**
     * Fields that every event of a kind has, in their order.
     *
     * @param kinds what they hold where they hold something: {@link #NUMBER}, {@link #BOOLEAN} or {@link #TEXT}
     * @param nameOffsets where their names stand in {@link #nameBytes()}
     * @param nameLengths how long they are
     */
    public record Frame(byte[] kinds, int[] nameOffsets, int[] nameLengths) {}

    /** The same, where names stand elsewhere than texts. */
    @HotPath
    public void begin(byte[] texts, byte[] namesOfFields) {
        start(texts, namesOfFields);
        frame = null;
    }

    /**
     * The same, of an event that has the fields of a frame first. Whoever decodes it writes each of them into {@link #numberSlots}, or {@link #textSlots} and
     * {@link #textLengthSlots}; of a field that can be {@link #NULL} also the kind into {@link #kindSlots}.
     */
    @HotPath
    public void begin(byte[] texts, byte[] namesOfFields, Frame fieldsOfEvent) {
        start(texts, namesOfFields);
        if (frame != fieldsOfEvent) {
            take(fieldsOfEvent);
        }
        fields = fieldsOfEvent.nameOffsets().length;
    }

    private void take(Frame fieldsOfEvent) {
        int size = fieldsOfEvent.nameOffsets().length;
        while (kinds.length < size) {
            grow();
        }
        System.arraycopy(fieldsOfEvent.kinds(), 0, kinds, 0, size);
        System.arraycopy(fieldsOfEvent.nameOffsets(), 0, nameOffsets, 0, size);
        System.arraycopy(fieldsOfEvent.nameLengths(), 0, nameLengths, 0, size);
        frame = fieldsOfEvent;
    }

    /** Kinds of the fields, by their place; others may be in force after the next field is added. */
    @HotPath
    public byte[] kindSlots() {
        return kinds;
    }

    /** Numbers, as {@link #kindSlots}. */
    @HotPath
    public double[] numberSlots() {
        return numbers;
    }

    /** Where texts begin in {@link #bytes()}, as {@link #kindSlots}. */
    @HotPath
    public int[] textSlots() {
        return textOffsets;
    }

    /** How many bytes texts have, as {@link #kindSlots}. */
    @HotPath
    public int[] textLengthSlots() {
        return textLengths;
    }

    @HotPath
    private void start(byte[] texts, byte[] namesOfFields) {
        bytes = texts;
        names = namesOfFields;
        ofItsTopic = false;
        stage = Stage.SERVING;
        hasEventTime = false;
        modelLength = 0;
        versionLength = 0;
        idLength = 0;
        predictionIdLength = 0;
        carriesFeatures = false;
        carriesPrediction = false;
        request.begin();
        truth = NO_LABEL;
        dimensions = 0;
        fields = 0;
        elements = 0;
    }

    /** Goes on with longer arrays that begin as those it began with. */
    @HotPath
    public void growTo(byte[] texts, byte[] namesOfFields) {
        bytes = texts;
        names = namesOfFields;
    }

    /** The event names no model: it is of every model that reads its topic. */
    @HotPath
    public void ofItsTopic() {
        ofItsTopic = true;
    }

    @HotPath
    public void eventTime(long milliseconds) {
        eventTimeMs = milliseconds;
        hasEventTime = true;
    }

    @HotPath
    public void model(int offset, int length) {
        modelOffset = offset;
        modelLength = length;
    }

    @HotPath
    public void version(int offset, int length) {
        versionOffset = offset;
        versionLength = length;
    }

    @HotPath
    public void id(int offset, int length) {
        idOffset = offset;
        idLength = length;
    }

    /** What identifies an event that has no id of its own. */
    @HotPath
    public void predictionId(int offset, int length) {
        predictionIdOffset = offset;
        predictionIdLength = length;
    }

    /** From now on texts can be {@link #hashed} ones that stand in these bytes. */
    @HotPath
    public void hashesIn(byte[] page) {
        hashes = page;
    }

    /** A field's value is a hash from now on, whatever it was. */
    @HotPath
    public void hashed(int field, int offset, int length) {
        kind(field, TEXT);
        textOffsets[field] = ~offset;
        textLengths[field] = length;
    }

    /** A field's value is one that no column takes from now on. */
    public void forget(int field) {
        kind(field, OTHER);
    }

    /** A frame's kinds are copied anew for the next event where one was changed. */
    @HotPath
    private void kind(int field, byte kind) {
        if (kinds[field] != kind) {
            kinds[field] = kind;
            frame = null;
        }
    }

    /** A dimension's value is a hash from now on. */
    @HotPath
    public void hashedDimension(int dimension, int offset, int length) {
        dimensionSpans[4 * dimension + 2] = ~offset;
        dimensionSpans[4 * dimension + 3] = length;
    }

    /** The event is a label, whatever is in it. */
    @HotPath
    public void becomeLabel() {
        truth = NO_TRUTH;
    }

    /** The label's truth is that field. */
    @HotPath
    public void truthIn(int field) {
        truth = field;
    }

    /** Whether the event is a label, and neither features nor a prediction. */
    @HotPath
    public boolean isLabel() {
        return truth != NO_LABEL;
    }

    /** The field that holds a label's truth; negative if there is none. */
    public int truth() {
        return truth;
    }

    /** Offset of the prediction's id in {@link #bytes}. */
    public int predictionIdOffset() {
        return predictionIdOffset;
    }

    /** Length of the prediction's id in bytes; 0 if there is none. */
    public int predictionIdLength() {
        return predictionIdLength;
    }

    /** The event's id is a hash from now on; that of its prediction is only ever joined by. */
    @HotPath
    public void hashedId(int offset, int length) {
        idOffset = ~offset;
        idLength = length;
    }

    /** Where the record stood in its log and the time that the log has of it; {@link #begin} keeps it. */
    @HotPath
    public void cameFrom(String topicOfLog, int partitionInTopic, long offsetInPartition, long timeMs) {
        topic = topicOfLog;
        partition = partitionInTopic;
        offset = offsetInPartition;
        recordTimeMs = timeMs;
    }

    public void stage(Stage value) {
        stage = value;
    }

    /** The event brings a feature row, so an absent feature is a missing one. */
    @HotPath
    public void carriesFeatures() {
        carriesFeatures = true;
    }

    /** The event brings a prediction, so an absent class or score is a missing one. */
    @HotPath
    public void carriesPrediction() {
        carriesPrediction = true;
    }

    /** How long the request took, in milliseconds; also the column {@link ReservedColumn#LATENCY}. */
    @HotPath
    public void latency(double milliseconds) {
        request.latency(milliseconds);
        number(NUMBER, ReservedColumn.LATENCY.offset(), 0, milliseconds);
    }

    /** How the request ended; also the column {@link ReservedColumn#STATUS}. */
    @HotPath
    public void status(RequestStatus value) {
        request.status(value);
        int start = STATUS_STARTS[value.ordinal()];
        text(ReservedColumn.STATUS.offset(), 0, start, STATUS_STARTS[value.ordinal() + 1] - start);
    }

    @HotPath
    public void dimension(int nameOffset, int nameLength, int valueOffset, int valueLength) {
        int at = 4 * dimensions;
        if (at == dimensionSpans.length) {
            dimensionSpans = Arrays.copyOf(dimensionSpans, grown(dimensions) * 4);
        }
        dimensionSpans[at] = nameOffset;
        dimensionSpans[at + 1] = nameLength;
        dimensionSpans[at + 2] = valueOffset;
        dimensionSpans[at + 3] = valueLength;
        dimensions++;
    }

    /** Adds a field without a value to place: {@link #NULL} or {@link #OTHER}. */
    @HotPath
    public void field(byte kind, int nameOffset, int nameLength) {
        kinds[next(nameOffset, nameLength)] = kind;
    }

    /** Adds a number; a {@link #BOOLEAN} is 0 or 1. */
    @HotPath
    public void number(byte kind, int nameOffset, int nameLength, double value) {
        int field = next(nameOffset, nameLength);
        kinds[field] = kind;
        numbers[field] = value;
    }

    @HotPath
    public void text(int nameOffset, int nameLength, int valueOffset, int valueLength) {
        int field = next(nameOffset, nameLength);
        kinds[field] = TEXT;
        textOffsets[field] = valueOffset;
        textLengths[field] = valueLength;
    }

    /** Begins a vector without numbers yet; they follow by {@link #element}. */
    @HotPath
    public void vector(int nameOffset, int nameLength) {
        int field = next(nameOffset, nameLength);
        kinds[field] = VECTOR;
        textOffsets[field] = elements;
        textLengths[field] = 0;
    }

    /** The next number of the vector that was begun last; only while no other field has come. */
    @HotPath
    public void element(double value) {
        if (elements == vectors.length) {
            vectors = Arrays.copyOf(vectors, 2 * elements);
        }
        vectors[elements++] = value;
        textLengths[fields - 1]++;
    }

    /** Puts a field in the place of one before it, or leaves it in its own. */
    @HotPath
    public void move(int from, int to) {
        if (from != to) {
            frame = null;
            kinds[to] = kinds[from];
            nameOffsets[to] = nameOffsets[from];
            nameLengths[to] = nameLengths[from];
            numbers[to] = numbers[from];
            textOffsets[to] = textOffsets[from];
            textLengths[to] = textLengths[from];
        }
    }

    /** Ends the fields after so many of them; no vector goes on. */
    @HotPath
    public void cut(int count) {
        fields = count;
    }

    @HotPath
    private int next(int nameOffset, int nameLength) {
        if (fields == kinds.length) {
            grow();
        }
        nameOffsets[fields] = nameOffset;
        nameLengths[fields] = nameLength;
        return fields++;
    }

    private void grow() {
        int size = grown(kinds.length);
        kinds = Arrays.copyOf(kinds, size);
        nameOffsets = Arrays.copyOf(nameOffsets, size);
        nameLengths = Arrays.copyOf(nameLengths, size);
        numbers = Arrays.copyOf(numbers, size);
        textOffsets = Arrays.copyOf(textOffsets, size);
        textLengths = Arrays.copyOf(textLengths, size);
    }

    private static int grown(int size) {
        if (size >= MOST_FIELDS) {
            throw new IndexOutOfBoundsException("an event may have at most " + MOST_FIELDS + " fields");
        }
        return size * 2;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Where the names of fields and dimensions stand. */
    public byte[] nameBytes() {
        return names;
    }

    /** Whether it is of every model that reads its topic. */
    public boolean isOfItsTopic() {
        return ofItsTopic;
    }

    public Stage stage() {
        return stage;
    }

    public boolean hasEventTime() {
        return hasEventTime;
    }

    public long eventTimeMs() {
        return eventTimeMs;
    }

    public boolean hasFeatures() {
        return carriesFeatures;
    }

    public boolean hasPrediction() {
        return carriesPrediction;
    }

    public int modelOffset() {
        return modelOffset;
    }

    public int modelLength() {
        return modelLength;
    }

    public int versionOffset() {
        return versionOffset;
    }

    public int versionLength() {
        return versionLength;
    }

    /** Offset of the event's id in {@link #idBytes}, or of its prediction's where it has none. */
    public int idOffset() {
        int offset = idLength > 0 ? idOffset : predictionIdOffset;
        return offset < 0 ? ~offset : offset;
    }

    /** Where the event's id stands. */
    @HotPath
    public byte[] idBytes() {
        return idLength > 0 && idOffset < 0 ? hashes : bytes;
    }

    /** Length of that id in bytes; 0 if there is none. */
    public int idLength() {
        return idLength > 0 ? idLength : predictionIdLength;
    }

    /** What it says of a request or a dependency. */
    public Request request() {
        return request;
    }

    /** The topic it came from; empty for what comes from a file. */
    public String topic() {
        return topic;
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }

    /** The log's time of the record, in milliseconds since the epoch. */
    public long recordTimeMs() {
        return recordTimeMs;
    }

    public String model() {
        return text(modelOffset, modelLength);
    }

    public int dimensions() {
        return dimensions;
    }

    public int dimensionNameOffset(int dimension) {
        return dimensionSpans[4 * dimension];
    }

    public int dimensionNameLength(int dimension) {
        return dimensionSpans[4 * dimension + 1];
    }

    /** Offset of a dimension's value in {@link #dimensionBytes}. */
    public int dimensionValueOffset(int dimension) {
        int offset = dimensionSpans[4 * dimension + 2];
        return offset < 0 ? ~offset : offset;
    }

    /** Where a dimension's value stands. */
    @HotPath
    public byte[] dimensionBytes(int dimension) {
        return dimensionSpans[4 * dimension + 2] < 0 ? hashes : bytes;
    }

    public int dimensionValueLength(int dimension) {
        return dimensionSpans[4 * dimension + 3];
    }

    public int fields() {
        return fields;
    }

    public byte kind(int field) {
        return kinds[field];
    }

    /** Offset of the field's name in {@link #nameBytes()}; negative for a {@link ReservedColumn}. */
    public int nameOffset(int field) {
        return nameOffsets[field];
    }

    public int nameLength(int field) {
        return nameLengths[field];
    }

    public double number(int field) {
        return numbers[field];
    }

    /** Offset of the field's text in {@link #textBytes}. */
    public int textOffset(int field) {
        int offset = textOffsets[field];
        return offset < 0 ? ~offset : offset;
    }

    /** Where the field's text stands: in the record, but for hashes and the words of a status. */
    @HotPath
    public byte[] textBytes(int field) {
        if (textOffsets[field] < 0) {
            return hashes;
        }
        return nameOffsets[field] == ReservedColumn.STATUS.offset() ? STATUS_WORDS : bytes;
    }

    /** The first bytes of a field's text as a string; allocates. */
    public String fieldText(int field, int length) {
        return new String(textBytes(field), textOffset(field), length, StandardCharsets.UTF_8);
    }

    public int textLength(int field) {
        return textLengths[field];
    }

    /** Where the field's vector begins in {@link #vectors()}. */
    public int vectorOffset(int field) {
        return textOffsets[field];
    }

    /** How many numbers the field's vector has. */
    public int dimension(int field) {
        return textLengths[field];
    }

    /** The numbers of all vectors; read, never written. */
    public double[] vectors() {
        return vectors;
    }

    /** A name as a string; allocates. */
    public String name(int offset, int length) {
        return new String(names, offset, length, StandardCharsets.UTF_8);
    }

    /** A piece of the record as a string; allocates. */
    public String text(int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
