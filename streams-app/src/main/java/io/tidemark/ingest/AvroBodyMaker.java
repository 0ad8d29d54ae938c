package io.tidemark.ingest;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import io.tidemark.domain.Observation;
import java.lang.invoke.MethodHandles;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Makes a class of a list of fields: a call of {@link AvroReads} for each, its place a constant, so that the compiler of the virtual machine sees the
 * whole record as one piece of code.
 *
 * <p>Measured: {@code DecodingBenchmark.compiledPlan}, 25 fields: 143 ns by a loop with a switch, 87 so; 200 fields 1,058 and 517. A class stands for a
 * writer's schema, lives as long as its plan and is not loaded by name.
 */
final class AvroBodyMaker {
    /** Fields of a method: the virtual machine compiles no method of more than 8,000 bytes, and what it inlines counts. */
    private static final int FIELDS_OF_METHOD = 40;

    /** A class holds no more constants than 65,535. */
    private static final int MOST_FIELDS = Observation.MOST_FIELDS;

    private static final String NAME = Type.getInternalName(AvroBody.class) + "OfSchema";
    private static final String READS = Type.getInternalName(AvroReads.class);
    private static final String PART = method(Type.getDescriptor(AvroStep[].class));
    private static final String IN_PLACE = method("I");
    private static final String IN_PLACE_OR_NULL = method("II");
    private static final String BY_STEP = method(Type.getDescriptor(AvroStep.class));

    private AvroBodyMaker() {}

    private static String method(String more) {
        return "([BI" + Type.getDescriptor(AvroCursor.class) + Type.getDescriptor(Observation.class) + more + ")I";
    }

    /**
     * How a field is read.
     *
     * @param read name of the method of {@link AvroReads}; empty: by its step
     * @param nullBranch branch of a union that is null; −1 without a union
     */
    record Line(String read, int nullBranch) {
        boolean isStep() {
            return read.isEmpty();
        }
    }

    /**
     * The class of these fields, in their order; steps are found by a field's place among all, frame places among those that are none.
     *
     * @throws IllegalArgumentException if there are more than {@link Observation#MOST_FIELDS}
     */
    static AvroBody make(List<Line> lines) {
        if (lines.size() > MOST_FIELDS) {
            throw new IllegalArgumentException(
                    "a record may have at most " + MOST_FIELDS + " fields: fields=" + lines.size());
        }
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.visit(V17, ACC_FINAL | ACC_SUPER, NAME, null, Type.getInternalName(Object.class), new String[] {
            Type.getInternalName(AvroBody.class)
        });
        constructor(type);
        int place = 0;
        for (int from = 0; from < lines.size(); from += FIELDS_OF_METHOD) {
            place = part(type, lines, from, place);
        }
        body(type, lines.size());
        type.visitEnd();
        return instance(type.toByteArray());
    }

    private static AvroBody instance(byte[] type) {
        try {
            return (AvroBody) MethodHandles.lookup()
                    .defineHiddenClass(type, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a class of our own making cannot be made", impossible);
        }
    }

    private static void constructor(ClassWriter type) {
        MethodVisitor code = type.visitMethod(0, "<init>", "()V", null, null);
        code.visitCode();
        code.visitVarInsn(ALOAD, 0);
        code.visitMethodInsn(INVOKESPECIAL, Type.getInternalName(Object.class), "<init>", "()V", false);
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** Some fields: {@code at = AvroReads.…(bytes, at, in, out, …)} for each. Returns the next place in the frame. */
    private static int part(ClassWriter type, List<Line> lines, int from, int firstPlace) {
        MethodVisitor code = type.visitMethod(ACC_STATIC, "part" + from, PART, null, null);
        code.visitCode();
        int place = firstPlace;
        for (int i = from; i < Math.min(lines.size(), from + FIELDS_OF_METHOD); i++) {
            Line line = lines.get(i);
            loadCommon(code, 0);
            if (line.isStep()) {
                code.visitVarInsn(ALOAD, 4);
                code.visitLdcInsn(i);
                code.visitInsn(AALOAD);
                code.visitMethodInsn(INVOKESTATIC, READS, "step", BY_STEP, false);
            } else {
                inPlace(code, line, place++);
            }
            code.visitVarInsn(ISTORE, 1);
        }
        code.visitVarInsn(ILOAD, 1);
        code.visitInsn(IRETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        return place;
    }

    private static void inPlace(MethodVisitor code, Line line, int place) {
        code.visitLdcInsn(place);
        if (line.nullBranch() < 0) {
            code.visitMethodInsn(INVOKESTATIC, READS, line.read(), IN_PLACE, false);
        } else {
            code.visitLdcInsn(line.nullBranch());
            code.visitMethodInsn(INVOKESTATIC, READS, line.read() + "OrNull", IN_PLACE_OR_NULL, false);
        }
    }

    private static void loadCommon(MethodVisitor code, int first) {
        code.visitVarInsn(ALOAD, first);
        code.visitVarInsn(ILOAD, first + 1);
        code.visitVarInsn(ALOAD, first + 2);
        code.visitVarInsn(ALOAD, first + 3);
    }

    /** All parts, one after the other. */
    private static void body(ClassWriter type, int lines) {
        MethodVisitor code = type.visitMethod(ACC_PUBLIC, "read", PART, null, null);
        code.visitCode();
        for (int from = 0; from < lines; from += FIELDS_OF_METHOD) {
            loadCommon(code, 1);
            code.visitVarInsn(ALOAD, 5);
            code.visitMethodInsn(INVOKESTATIC, NAME, "part" + from, PART, false);
            code.visitVarInsn(ISTORE, 2);
        }
        code.visitVarInsn(ILOAD, 2);
        code.visitInsn(IRETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
