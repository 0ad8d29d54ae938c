package io.tidemark.ingest;

import io.tidemark.config.FieldPath;
import io.tidemark.config.Names;
import io.tidemark.domain.Observation;
import io.tidemark.stats.ByteTable;
import io.tidemark.stats.HotPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A foreign writer's schema compiled, by a topic's mapping, into a walk over its bytes: values go straight to the observation, what is asked by nobody is
 * skipped.
 *
 * <p>Nested records cost nothing: their fields stand one after the other. A record inside itself is followed only as far as the mapping
 * names fields in it. Owned by one task, as its tree is.
 */
final class MappedAvroPlan implements AvroWalk {
    private final FieldTree tree;
    private final AvroProgram program;
    private final AvroBody body;

    private MappedAvroPlan(FieldTree tree, AvroProgram program) {
        this.tree = tree;
        this.program = program;
        this.body = program.body();
    }

    /**
     * Compiles a writer's schema.
     *
     * @throws IllegalArgumentException if it is no record, or has no field where the event time should stand
     */
    static MappedAvroPlan compile(Schema writer, FieldTree tree) {
        if (writer.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException("an event must be a record: schema=" + writer.getFullName());
        }
        Compiler compiler = new Compiler(tree);
        AvroProgram program = compiler.program(writer, tree.root());
        FieldPath time = tree.timePath();
        if (time != null && !compiler.isMet(time)) {
            throw new IllegalArgumentException("the schema has no field for the event time: time=" + time + ", schema="
                    + writer.getFullName() + "; " + Names.suggestion(time.toString(), compiler.seen, "its fields are"));
        }
        return new MappedAvroPlan(tree, program);
    }

    @Override
    @HotPath
    public byte[] begin(byte[] record, Observation out) {
        return tree.begin(record, out, program.frame());
    }

    @Override
    public String noTime() {
        return tree.noTime();
    }

    @Override
    @HotPath
    public void walk(AvroCursor in, Observation out) {
        program.run(body, in, out);
        tree.end(out);
    }

    /** One schema's compilation. */
    private static final class Compiler {
        private static final AvroStep NOTHING = (in, out) -> {};

        private final FieldTree tree;
        private final Deque<String> entered = new ArrayDeque<>();
        private final Set<FieldPath> met = new HashSet<>();
        private final Set<FieldPath> maps = new HashSet<>();
        private final Set<String> seen = new TreeSet<>();

        Compiler(FieldTree tree) {
            this.tree = tree;
        }

        boolean isMet(FieldPath path) {
            return met.contains(path) || maps.stream().anyMatch(path::isWithin);
        }

        AvroStep compile(Schema schema, @Nullable FieldNode node) {
            if (node == null || !node.isNeeded()) {
                return skipping(schema);
            }
            return switch (schema.getType()) {
                case RECORD -> record(schema, node);
                case UNION -> union(schema, node);
                case MAP -> map(schema, node);
                case ARRAY -> array(schema, node);
                default -> leaf(schema, node);
            };
        }

        private static AvroStep skipping(Schema schema) {
            AvroSkip skip = AvroSkip.of(schema);
            return (in, out) -> skip.skip(in);
        }

        /** Skips a value that would be for something if there were not too many names. */
        AvroStep refusing(Schema schema, FieldNode outer, NameListener.Limit limit) {
            AvroSkip skip = AvroSkip.of(schema);
            return (in, out) -> {
                skip.skip(in);
                tree.names().refuse(limit, outer.path());
            };
        }

        private AvroStep record(Schema schema, FieldNode node) {
            return entered.contains(schema.getFullName()) && !node.isOnTheWay()
                    ? skipping(schema)
                    : program(schema, node);
        }

        AvroProgram program(Schema schema, FieldNode node) {
            entered.push(schema.getFullName());
            AvroProgram.Builder program = new AvroProgram.Builder();
            for (Schema.Field field : schema.getFields()) {
                FieldNode child = node.field(field.name());
                note(field, node);
                if (child == null && node.isOpen()) {
                    program.add(refusing(field.schema(), node, FieldTree.limit(field.name())));
                } else {
                    add(field.schema(), child, program);
                }
            }
            entered.pop();
            return program.build();
        }

        private void add(Schema schema, @Nullable FieldNode node, AvroProgram.Builder program) {
            MappedField use = node == null ? null : node.use();
            if (use == null || !program.addFeature(schema, use)) {
                program.add(compile(schema, node));
            }
        }

        private void note(Schema.Field field, FieldNode node) {
            List<FieldPath.Step> path = new ArrayList<>(node.path().steps());
            path.add(new FieldPath.Step(field.name(), -1));
            seen.add(new FieldPath(path).toString());
        }

        private AvroStep union(Schema schema, FieldNode node) {
            List<Schema> types = schema.getTypes();
            AvroStep[] branches = new AvroStep[types.size()];
            for (int i = 0; i < branches.length; i++) {
                branches[i] =
                        types.get(i).getType() == Schema.Type.NULL ? nothing(types, node) : compile(types.get(i), node);
            }
            return (in, out) -> branches[Math.toIntExact(in.readLong())].read(in, out);
        }

        /** Where a record or a map could stand, its absence is no value. */
        private static AvroStep nothing(List<Schema> types, FieldNode node) {
            MappedField use = node.use();
            boolean isOfFields = types.stream()
                    .anyMatch(type -> type.getType() == Schema.Type.RECORD || type.getType() == Schema.Type.MAP);
            return use == null || isOfFields ? NOTHING : (in, out) -> use.nothing();
        }

        private AvroStep map(Schema schema, FieldNode node) {
            maps.add(node.path());
            return new MapStep(schema.getValueType(), node, tree, entered);
        }

        private AvroStep array(Schema schema, FieldNode node) {
            Schema items = schema.getElementType();
            if (node.hasItems()) {
                maps.add(node.path());
                return items(items, node);
            }
            MappedField use = node.use();
            return use == null ? skipping(schema) : MappedAvroLeaf.array(schema, use);
        }

        /** Places that the mapping names are read, the others skipped. */
        private AvroStep items(Schema items, FieldNode node) {
            List<AvroStep> steps = new ArrayList<>();
            for (int i = 0; i <= node.lastItem(); i++) {
                steps.add(compile(items, node.item(i)));
            }
            AvroStep rest = skipping(items);
            AvroStep[] placed = steps.toArray(AvroStep[]::new);
            return (in, out) -> {
                int at = 0;
                for (long left = in.readBlock(); left > 0; left = in.readBlock()) {
                    for (long i = 0; i < left; i++, at++) {
                        (at < placed.length ? placed[at] : rest).read(in, out);
                    }
                }
            };
        }

        private AvroStep leaf(Schema schema, FieldNode node) {
            met.add(node.path());
            MappedField use = node.use();
            return use == null ? skipping(schema) : MappedAvroLeaf.of(schema, use, tree.times());
        }
    }

    /** A map's entries: each key is a field, met when it first comes. */
    private static final class MapStep implements AvroStep {
        private static final int MOST_KEYS = 4_096;

        private final Schema values;
        private final FieldNode node;
        private final FieldTree tree;
        private final List<String> entered;
        private final AvroStep rest;
        private final ByteTable<AvroStep> known = new ByteTable<>();

        MapStep(Schema values, FieldNode node, FieldTree tree, Deque<String> entered) {
            this.values = values;
            this.node = node;
            this.tree = tree;
            this.entered = List.copyOf(entered);
            this.rest = new Compiler(tree).refusing(values, node, NameListener.Limit.KEYS);
        }

        @Override
        @HotPath
        public void read(AvroCursor in, Observation out) {
            for (long items = in.readBlock(); items > 0; items = in.readBlock()) {
                for (long i = 0; i < items; i++) {
                    int length = in.readLength();
                    int at = in.position();
                    in.skip(length);
                    AvroStep step = known.get(in.bytes(), at, length);
                    (step == null ? meet(in.bytes(), at, length) : step).read(in, out);
                }
            }
        }

        private AvroStep meet(byte[] bytes, int at, int length) {
            if (known.size() >= MOST_KEYS) {
                return node.isOpen() ? rest : Compiler.skipping(values);
            }
            String key = new String(bytes, at, length, StandardCharsets.UTF_8);
            Compiler compiler = new Compiler(tree);
            compiler.entered.addAll(entered);
            FieldNode field = node.field(key);
            AvroStep step = field == null && node.isOpen()
                    ? compiler.refusing(values, node, FieldTree.limit(key))
                    : compiler.compile(values, field);
            known.add(bytes, at, length, step);
            return step;
        }
    }
}
