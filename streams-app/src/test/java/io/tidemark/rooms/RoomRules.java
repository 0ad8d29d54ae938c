package io.tidemark.rooms;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.tidemark.stats.HotPath;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The walls between the rooms, as rules on the packages under a root: the application's, or that of the planted offenders.
 *
 * <p>{@link #MAY_IMPORT} is the table of the package comments ("May import …"). A word with a dot is a package outside the
 * application, one without a dot is a room. {@code runtime} has no line: it may import anything but {@code cli}.
 */
final class RoomRules {
    private static final String[] ALWAYS = {"java", "org.jspecify.annotations"};
    private static final String[] DATASKETCHES_AND_STATISTICS = {
        "org.apache.datasketches", "org.apache.commons.statistics"
    };
    private static final String KAFKA = "org.apache.kafka";
    private static final String LOG = "org.slf4j";
    private static final String METERS = "io.micrometer.core.instrument";
    private static final String AVRO = "org.apache.avro";
    private static final String JACKSON = "com.fasterxml.jackson";
    private static final String RECURRENCE = "org.dmfs.rfc5545";
    private static final String BYTECODE = "org.objectweb.asm";
    private static final String PICOCLI = "picocli";
    private static final String WEB = "io.javalin";

    private static final Map<String, String[]> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("stats", DATASKETCHES_AND_STATISTICS),
            Map.entry("domain", new String[] {"stats"}),
            Map.entry("slo", new String[] {"domain", "stats", RECURRENCE}),
            Map.entry("config", new String[] {"domain", "slo", "stats", JACKSON}),
            Map.entry("ingest", new String[] {
                "domain", "config", "stats", AVRO, "de.siegmar.fastcsv", JACKSON, BYTECODE, "javax.crypto"
            }),
            Map.entry("profile", new String[] {"domain", "stats", "slo", "ingest"}),
            Map.entry("grade", new String[] {"domain", "stats"}),
            Map.entry("assess", new String[] {"domain", "stats", "slo"}),
            Map.entry("judge", new String[] {"domain", "stats", "slo"}),
            Map.entry("compare", new String[] {"domain", "stats", "assess", JACKSON}),
            Map.entry("drill", new String[] {"domain", "stats"}),
            Map.entry("pin", new String[] {"domain", "stats", "ingest", "profile", "config", LOG}),
            Map.entry("notify", new String[] {"domain", "stats", "javax.crypto", JACKSON}),
            Map.entry("store", new String[] {"domain", "stats", "slo", KAFKA, "org.rocksdb", LOG}),
            Map.entry("serde", new String[] {
                "domain",
                "stats",
                "slo",
                "ingest",
                "store",
                AVRO,
                "io.tidemark.schemas",
                "org.apache.flink.avro.registry.confluent.shaded",
                "javax.net.ssl",
                KAFKA,
                JACKSON,
                LOG
            }),
            Map.entry("topology", new String[] {
                "profile", "grade", "assess", "judge", "ingest", "store", "serde", "config", "domain", "stats", "slo",
                KAFKA, LOG
            }),
            Map.entry("query", new String[] {
                "domain", "stats", "slo", "config", "store", "serde", "assess", "compare", "topology", KAFKA
            }),
            Map.entry("http", new String[] {
                "query",
                "notify",
                "compare",
                "domain",
                "stats",
                "slo",
                "config",
                WEB,
                "jakarta.servlet",
                JACKSON,
                "com.github.benmanes.caffeine",
                LOG
            }),
            Map.entry("client", new String[] {"domain", "notify", "serde", "compare", JACKSON}),
            Map.entry("cli", new String[] {
                "runtime", "http", "query", "compare", "client", "drill", "notify", "config", "domain", PICOCLI, LOG
            })));

    /** A stage's Kafka shell: its processors, and what a processor keeps. */
    private static final Pattern SHELL = Pattern.compile("\\w+Processor(State|Live)?");

    /** Rooms whose core is pure; what their {@code *Processor} classes may import besides. */
    private static final Set<String> STAGES = Set.of("profile", "grade", "assess", "judge");

    private static final String[] PROCESSORS_TOO = {"store", KAFKA, LOG, METERS};

    private final String root;

    RoomRules(String root) {
        this.root = root;
    }

    /** The rooms that have a line in the table. */
    static Set<String> rooms() {
        return MAY_IMPORT.keySet();
    }

    /** The room's classes import what its line allows, and for stages that are not processors nothing of Kafka or {@code store}. */
    ArchRule importsOfRoom(String room) {
        return classes()
                .that(describe(
                        "are in " + room + ", no processors", type -> isIn(type, room) && !isProcessorOfStage(type)))
                .should()
                .onlyDependOnClassesThat(come(room, MAY_IMPORT.get(room)))
                .allowEmptyShould(true);
    }

    /** The room's {@code *Processor} classes import what the core may, the stores and Kafka; other stages never. */
    ArchRule importsOfProcessors(String stage) {
        String[] allowed = Stream.of(MAY_IMPORT.get(stage), PROCESSORS_TOO)
                .flatMap(Arrays::stream)
                .toArray(String[]::new);
        return classes()
                .that(describe("are processors of " + stage, type -> isIn(type, stage) && isProcessorOfStage(type)))
                .should()
                .onlyDependOnClassesThat(come(stage, allowed))
                .allowEmptyShould(true);
    }

    ArchRule runtimeKnowsNoCommands() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(root + ".cli..", PICOCLI + "..")
                .allowEmptyShould(true);
    }

    /** {@code Main} is the one class of the root package, and knows the commands. */
    ArchRule everyClassHasARoom() {
        return classes()
                .should(ArchCondition.from(describe(
                        "be in a room with rules, or Main",
                        type -> rooms().stream().anyMatch(room -> isIn(type, room))
                                || isIn(type, "runtime")
                                || isRootType(type))))
                .allowEmptyShould(true);
    }

    ArchRule picocliOnlyInCli() {
        return noClasses()
                .that(areOutside("cli"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(PICOCLI + "..")
                .allowEmptyShould(true);
    }

    ArchRule noCycles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    /** stdout is for output and the environment is for options: both are the commands' business. */
    ArchRule consoleAndEnvironmentOnlyInCli() {
        return noClasses()
                .that(areOutside("cli"))
                .should()
                .accessTargetWhere(describe(
                        "System.in, out, err or getenv",
                        access -> isOwner(access, System.class)
                                && Set.of("in", "out", "err", "getenv", "console")
                                        .contains(access.getTarget().getName())))
                .allowEmptyShould(true);
    }

    ArchRule noJavaUtilLogging() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "java.lang.System$Logger..")
                .allowEmptyShould(true);
    }

    ArchRule threadsOnlyInRuntime() {
        return noClasses()
                .that(areOutside("runtime"))
                .should()
                .accessTargetWhere(describe("start a thread", RoomRules::startsThread))
                .allowEmptyShould(true);
    }

    ArchRule clocksOnlyInRuntimeAndCli() {
        return noClasses()
                .that(areOutside("runtime", "cli"))
                .should()
                .accessTargetWhere(describe("read a clock", RoomRules::readsClock))
                .allowEmptyShould(true);
    }

    ArchRule mathsAndNounsDoNoInputOrOutput() {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".stats..", root + ".domain..", root + ".slo..")
                .should()
                .dependOnClassesThat(describe(
                        "files or sockets",
                        type -> type.getPackageName().startsWith("java.nio.file")
                                || type.getPackageName().startsWith("java.nio.channels")
                                || type.getPackageName().startsWith("java.net")
                                || type.getName().startsWith("java.io.File")
                                || type.getName().startsWith("java.io.RandomAccessFile")))
                .allowEmptyShould(true);
    }

    ArchRule hotPathsStayPlain() {
        return methods()
                .that(describe("are on the hot path", method -> isHot(method) || isHot(method.getOwner())))
                .should(notTouch("java.util.stream", "java.util.Optional", "org.slf4j"))
                .allowEmptyShould(true);
    }

    /** {@code NoData} is a word of its own: a kind of absence. */
    ArchRule namesSaySomething() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Helpers|Util|Utils|Impl|(?<!No)Data|Info|Base)")
                .allowEmptyShould(true);
    }

    private DescribedPredicate<JavaClass> areOutside(String... rooms) {
        return describe(
                "outside " + String.join(", ", rooms) + " and Main",
                type -> Arrays.stream(rooms).noneMatch(room -> isIn(type, room)) && !isMain(type));
    }

    private DescribedPredicate<JavaClass> come(String room, String... allowed) {
        List<String> packages = new ArrayList<>(List.of(ALWAYS));
        packages.add(root + "." + room);
        for (String word : allowed) {
            packages.add(isRoom(word) ? root + "." + word : word);
        }
        return describe("come from " + String.join(", ", packages), type -> {
            JavaClass base = type.getBaseComponentType();
            return base.isPrimitive()
                    || base.isEquivalentTo(HotPath.class)
                    || packages.stream().anyMatch(name -> isUnder(base.getPackageName(), name));
        });
    }

    private static boolean isRoom(String word) {
        return MAY_IMPORT.containsKey(word) || word.equals("runtime");
    }

    private boolean isIn(JavaClass type, String room) {
        return isUnder(type.getPackageName(), root + "." + room);
    }

    private boolean isRootType(JavaClass type) {
        return isMain(type) || type.getName().equals(root + ".package-info");
    }

    private boolean isMain(JavaClass type) {
        return outermost(type).getName().equals(root + ".Main");
    }

    private static boolean isUnder(String name, String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }

    private boolean isProcessorOfStage(JavaClass type) {
        return STAGES.stream().anyMatch(stage -> isIn(type, stage))
                && SHELL.matcher(outermost(type).getSimpleName()).matches();
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(RoomRules::outermost).orElse(type);
    }

    private static boolean isOwner(JavaAccess<?> access, Class<?> type) {
        return access.getTargetOwner().isEquivalentTo(type);
    }

    private static boolean startsThread(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return (owner.equals("java.lang.Thread") && (name.equals("<init>") || name.equals("start")))
                || owner.equals("java.util.concurrent.Executors")
                || owner.equals("java.util.concurrent.ForkJoinPool")
                || owner.equals("java.util.concurrent.ThreadPoolExecutor")
                || owner.equals("java.util.concurrent.ScheduledThreadPoolExecutor")
                || owner.equals("java.util.Timer")
                || (owner.equals("java.util.concurrent.CompletableFuture") && name.endsWith("Async"))
                || name.equals("parallelStream")
                || (owner.startsWith("java.util.stream.") && name.equals("parallel"));
    }

    private static boolean readsClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        boolean isGivenOne = access.getTarget() instanceof CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
        return (owner.equals("java.lang.System") && (name.equals("currentTimeMillis") || name.equals("nanoTime")))
                || (owner.startsWith("java.time.") && name.equals("now") && !isGivenOne)
                || (owner.equals("java.time.Clock")
                        && (name.startsWith("system") || name.startsWith("tick"))
                        && !isGivenOne)
                || (owner.equals("java.time.InstantSource") && name.equals("system"))
                || (owner.equals("java.util.Date") && name.equals("<init>") && hasNoParameters(access));
    }

    private static boolean hasNoParameters(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().isEmpty();
    }

    private static boolean isHot(CanBeAnnotated code) {
        return code.isAnnotatedWith(HotPath.class);
    }

    private static ArchCondition<JavaMethod> notTouch(String... prefixes) {
        return new ArchCondition<>("not touch " + String.join(", ", prefixes)) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream<JavaClass> accessed =
                        method.getAccessesFromSelf().stream().map(JavaAccess::getTargetOwner);
                Stream<JavaClass> declared =
                        Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream());
                Stream.concat(accessed, declared)
                        .map(type -> type.getBaseComponentType().getName())
                        .filter(name -> Arrays.stream(prefixes).anyMatch(name::startsWith))
                        .distinct()
                        .forEach(name -> events.add(
                                SimpleConditionEvent.violated(method, method.getFullName() + " touches " + name)));
            }
        };
    }
}
