package io.tidemark.rooms;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proves that each rule of {@link RoomsTest} turns red on a planted offender, and only on the offender: everything named
 * {@code Innocent} passes all of them.
 */
class RoomsBiteTest {
    private static final String ROOT = "io.tidemark.rooms.offenders";
    private static final RoomRules RULES = new RoomRules(ROOT);
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(ROOT);

    @ParameterizedTest
    @CsvSource({
        "stats, KnowsDomain, offenders.domain",
        "stats, KnowsKafka, org.apache.kafka",
        "domain, KnowsSlo, offenders.slo",
        "slo, KnowsConfig, offenders.config",
        "config, KnowsKafka, org.apache.kafka",
        "config, KnowsPicocli, picocli",
        "ingest, KnowsKafka, org.apache.kafka",
        "ingest, KnowsGenerated, io.tidemark.schemas",
        "profile, CoreKnowsKafka, org.apache.kafka",
        "profile, CoreKnowsStore, offenders.store",
        "assess, CoreKnowsStore, offenders.store",
        "grade, CoreKnowsStore, offenders.store",
        "judge, KnowsAssess, offenders.assess",
        "pin, KnowsKafka, org.apache.kafka",
        "notify, KnowsKafka, org.apache.kafka",
        "query, KnowsWeb, io.javalin",
        "http, KnowsKafka, org.apache.kafka",
        "client, KnowsKafka, org.apache.kafka",
        "compare, KnowsKafka, org.apache.kafka",
        "drill, KnowsKafka, org.apache.kafka",
        "store, KnowsAvro, org.apache.avro",
        "serde, KnowsProfile, offenders.profile",
        "topology, KnowsRuntime, offenders.runtime",
        "cli, KnowsStore, offenders.store"
    })
    void anImportThroughAWallIsFound(String room, String offender, String imported) {
        assertBites(RULES.importsOfRoom(room), offender(room, offender), imported);
    }

    @Test
    void everyRoomHasAnOffender() {
        var bitten = List.of(
                "assess",
                "cli",
                "client",
                "compare",
                "config",
                "domain",
                "drill",
                "grade",
                "http",
                "ingest",
                "judge",
                "notify",
                "pin",
                "profile",
                "query",
                "serde",
                "slo",
                "stats",
                "store",
                "topology");

        assertThat(RoomRules.rooms()).containsExactlyElementsOf(bitten);
    }

    @Test
    void aProcessorThatKnowsAnotherStageIsFound() {
        assertBites(RULES.importsOfProcessors("judge"), ROOT + ".judge.PlantedProcessor", "offenders.assess");
    }

    @Test
    void aCommandInRuntimeIsFound() {
        assertBites(RULES.runtimeKnowsNoCommands(), offender("runtime", "KnowsCli"), "offenders.cli");
    }

    @Test
    void aClassInNoRoomIsFound() {
        assertBites(RULES.everyClassHasARoom(), ROOT + ".elsewhere.Homeless", "be in a room");
    }

    @Test
    void picocliOutsideCliIsFound() {
        assertBites(RULES.picocliOnlyInCli(), offender("config", "KnowsPicocli"), "picocli");
    }

    @Test
    void aCycleIsFound() {
        RoomRules rules = new RoomRules(ROOT + ".cycle");
        JavaClasses planted = new ClassFileImporter().importPackages(ROOT + ".cycle");

        assertThatThrownBy(() -> rules.noCycles().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Slice left")
                .hasMessageContaining("Slice right");
    }

    @ParameterizedTest
    @CsvSource({"domain, Prints, System.out", "store, ReadsEnvironment, System.getenv"})
    void consoleAndEnvironmentAreFound(String room, String offender, String what) {
        assertBites(RULES.consoleAndEnvironmentOnlyInCli(), offender(room, offender), what);
    }

    @Test
    void javaUtilLoggingIsFound() {
        assertBites(RULES.noJavaUtilLogging(), offender("serde", "LogsTheOldWay"), "java.util.logging");
    }

    @ParameterizedTest
    @CsvSource({"StartsThread, java.lang.Thread", "MakesPool, Executors", "Borrows, parallelStream"})
    void aThreadOutsideRuntimeIsFound(String offender, String what) {
        assertBites(RULES.threadsOnlyInRuntime(), offender("topology", offender), what);
    }

    @ParameterizedTest
    @CsvSource({
        "ReadsClock, currentTimeMillis",
        "ReadsClockByReference, nanoTime",
        "ReadsInstant, Instant.now",
        "MakesClock, systemUTC"
    })
    void aClockIsFound(String offender, String what) {
        assertBites(RULES.clocksOnlyInRuntimeAndCli(), offender("assess", offender), what);
    }

    @ParameterizedTest
    @CsvSource({"stats, KnowsPath, java.nio.file", "domain, OpensFile, java.io.File"})
    void filesInThePureRoomsAreFound(String room, String offender, String what) {
        assertBites(RULES.mathsAndNounsDoNoInputOrOutput(), offender(room, offender), what);
    }

    @ParameterizedTest
    @CsvSource({"HotStream, java.util.stream.IntStream", "HotOptional, java.util.Optional", "HotLog, org.slf4j.Logger"})
    void whatIsNotPlainOnTheHotPathIsFound(String offender, String what) {
        assertBites(RULES.hotPathsStayPlain(), offender("stats", offender), "touches " + what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Manager", "Helper", "Util", "Impl", "Data", "Info", "Base"})
    void aNameThatSaysNothingIsFound(String ending) {
        assertBites(RULES.namesSaySomething(), ROOT + ".domain.EmptyNames$Thing" + ending, ending);
    }

    @Test
    void theInnocentPassEveryRule() {
        JavaClasses innocent = only("Innocent");
        List<ArchRule> rules = new ArrayList<>(List.of(
                RULES.runtimeKnowsNoCommands(),
                RULES.everyClassHasARoom(),
                RULES.picocliOnlyInCli(),
                RULES.noCycles(),
                RULES.consoleAndEnvironmentOnlyInCli(),
                RULES.noJavaUtilLogging(),
                RULES.threadsOnlyInRuntime(),
                RULES.clocksOnlyInRuntimeAndCli(),
                RULES.mathsAndNounsDoNoInputOrOutput(),
                RULES.hotPathsStayPlain(),
                RULES.namesSaySomething()));
        RoomRules.rooms().forEach(room -> rules.add(RULES.importsOfRoom(room)));
        Stream.of("profile", "assess", "judge").forEach(stage -> rules.add(RULES.importsOfProcessors(stage)));

        assertThat(innocent).hasSizeGreaterThanOrEqualTo(RoomRules.rooms().size() + 2);
        assertThat(rules)
                .allSatisfy(rule -> assertThatCode(() -> rule.check(innocent)).doesNotThrowAnyException());
    }

    private static String offender(String room, String name) {
        String holder = Character.toUpperCase(room.charAt(0)) + room.substring(1) + "Offenders";
        return ROOT + "." + room + "." + holder + "$" + name;
    }

    private static JavaClasses only(String part) {
        return PLANTED.that(describe("named " + part, type -> type.getName().contains(part)));
    }

    private static void assertBites(ArchRule rule, String offender, String why) {
        JavaClasses planted =
                PLANTED.that(describe("the offender", type -> type.getName().equals(offender)));

        assertThat(planted).hasSize(1);
        assertThatThrownBy(() -> rule.check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(offender)
                .hasMessageContaining(why);
    }
}
