package io.tidemark.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.tidemark.Main;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The application keeps to its rooms; that these rules can fail is shown in {@link RoomsBiteTest}. */
class RoomsTest {
    private static final RoomRules RULES = new RoomRules("io.tidemark");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

    static Set<String> rooms() {
        return RoomRules.rooms();
    }

    @Test
    void theClassesAreThere() {
        assertThat(CLASSES.contain(Main.class)).isTrue();
        assertThat(CLASSES).hasSizeGreaterThan(20);
        assertThat(CLASSES.contain("io.tidemark.rooms.RoomsTest")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void roomImportsOnlyWhatItMay(String room) {
        RULES.importsOfRoom(room).check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile", "assess", "judge"})
    void processorImportsOnlyWhatItMay(String stage) {
        RULES.importsOfProcessors(stage).check(CLASSES);
    }

    @Test
    void runtimeKnowsNoCommands() {
        RULES.runtimeKnowsNoCommands().check(CLASSES);
    }

    @Test
    void everyClassHasARoom() {
        RULES.everyClassHasARoom().check(CLASSES);
    }

    @Test
    void picocliOnlyInCli() {
        RULES.picocliOnlyInCli().check(CLASSES);
    }

    @Test
    void noCycles() {
        RULES.noCycles().check(CLASSES);
    }

    @Test
    void consoleAndEnvironmentOnlyInCli() {
        RULES.consoleAndEnvironmentOnlyInCli().check(CLASSES);
    }

    @Test
    void noJavaUtilLogging() {
        RULES.noJavaUtilLogging().check(CLASSES);
    }

    @Test
    void threadsOnlyInRuntime() {
        RULES.threadsOnlyInRuntime().check(CLASSES);
    }

    @Test
    void clocksOnlyInRuntimeAndCli() {
        RULES.clocksOnlyInRuntimeAndCli().check(CLASSES);
    }

    @Test
    void mathsAndNounsDoNoInputOrOutput() {
        RULES.mathsAndNounsDoNoInputOrOutput().check(CLASSES);
    }

    @Test
    void hotPathsStayPlain() {
        RULES.hotPathsStayPlain().check(CLASSES);
    }

    @Test
    void namesSaySomething() {
        RULES.namesSaySomething().check(CLASSES);
    }
}
