package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Mark;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.Stage;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressStoreTest {
    /** Version; source “t-3”; newest −1; 7 events; ended. */
    private static final String MARK = "01" + "0003742d33" + "ffffffffffffffff" + "0000000000000007" + "02";

    private static final String CLOSED = "01" + "0000000000000e10";

    /** Version; first pane 1; last pane 2; 3 empty windows. */
    private static final String SCOPE = "01" + "0000000000000001" + "0000000000000002" + "00000003";

    private final TestStores stores = new TestStores();
    private final KeyValueStore<String, byte[]> bytes = stores.onDisk(Serdes.String());
    private final ProgressStore store = new ProgressStore(bytes);

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(store.mark("t-3")).isNull();
        assertThat(store.closedThrough("m")).isEqualTo(Long.MIN_VALUE);
        assertThat(store.scopes()).isEmpty();
    }

    @Test
    void oldBytesAreStillRead() {
        bytes.put("mark/t-3", HexFormat.of().parseHex(MARK));
        bytes.put("closed/m", HexFormat.of().parseHex(CLOSED));
        bytes.put("scope/m/SERVING/a=b/c", HexFormat.of().parseHex(SCOPE));

        assertThat(store.mark("t-3")).isEqualTo(new Mark("t-3", -1, 7, Mark.State.ENDED));
        assertThat(store.closedThrough("m")).isEqualTo(3_600);
        assertThat(store.scopes()).containsExactly(new ScopeProgress(new Scope("m", Stage.SERVING, "a=b/c"), 1, 2, 3));
    }

    @Test
    void bytesAreWrittenAsTheyWere() {
        store.putMark(new Mark("t-3", -1, 7, Mark.State.ENDED));
        store.putClosedThrough("m", 3_600);
        store.putScope(new ScopeProgress(new Scope("m", Stage.SERVING, "*"), 1, 2, 3));

        assertThat(bytes.get("mark/t-3")).asHexString().isEqualToIgnoringCase(MARK);
        assertThat(bytes.get("closed/m")).asHexString().isEqualToIgnoringCase(CLOSED);
        assertThat(bytes.get("scope/m/SERVING/*")).asHexString().isEqualToIgnoringCase(SCOPE);
    }

    @Test
    void scopesAreTheOnlyRowsOfTheirPrefix() {
        store.putMark(new Mark("scope/x-0", 1, 1, Mark.State.FLOWING));
        store.putClosedThrough("scope/m", 5);
        store.putScope(ScopeProgress.of(new Scope("n", Stage.SERVING, "*"), 5));
        store.putScope(ScopeProgress.of(new Scope("m", Stage.TRAINING, "*"), 5));
        store.putScope(ScopeProgress.of(new Scope("m", Stage.SERVING, "é=日本"), 5));

        assertThat(store.scopes())
                .extracting(progress -> ScopeKey.text(progress.scope()))
                .containsExactly("m/SERVING/é=日本", "m/TRAINING/*", "n/SERVING/*");
    }

    @Test
    void otherVersionsAreRefused() {
        bytes.put("mark/t-3", new byte[] {2});
        bytes.put("closed/m", new byte[] {3});
        bytes.put("scope/m/SERVING/*", new byte[] {4});

        assertThatThrownBy(() -> store.mark("t-3"))
                .hasMessage("cannot read a mark: format=2, readable formats=1; run with the build that wrote it,"
                        + " or reset the application's state");
        assertThatThrownBy(() -> store.closedThrough("m"))
                .hasMessage("cannot read progress: format=3, readable formats=1; run with the build that wrote it,"
                        + " or reset the application's state");
        assertThatThrownBy(store::scopes)
                .hasMessage("cannot read a scope: format=4, readable formats=1; run with the build that wrote it,"
                        + " or reset the application's state");
    }

    @Test
    void keyMustHaveThreePartsAndAStage() {
        assertThat(ScopeKey.scope("m/TRAINING/a/b")).isEqualTo(new Scope("m", Stage.TRAINING, "a/b"));
        assertThat(ScopeKey.bytes(new Scope("é", Stage.SERVING, "*")))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("é/SERVING/*");
        assertThatThrownBy(() -> ScopeKey.scope("m/SERVING"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a scope's key must be model/STAGE/slice: key=m/SERVING");
        assertThatThrownBy(() -> ScopeKey.scope("m/NOWHERE/*")).isInstanceOf(IllegalArgumentException.class);
    }
}
