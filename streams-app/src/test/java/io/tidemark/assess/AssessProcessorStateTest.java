package io.tidemark.assess;

import static io.tidemark.assess.AssessorBench.EU;
import static io.tidemark.assess.AssessorBench.QUARTERS;
import static io.tidemark.assess.AssessorBench.WHOLE;
import static io.tidemark.assess.AssessorBench.counts;
import static io.tidemark.assess.AssessorBench.pinned;
import static io.tidemark.assess.AssessorBench.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Mark;
import io.tidemark.domain.Mark.State;
import io.tidemark.domain.Reference;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.StoredProfile;
import io.tidemark.store.StoreNames;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class AssessProcessorStateTest extends AssessStateTest {
    private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
    private final AssessProcessorState state;

    AssessProcessorStateTest() {
        add(StoreNames.PROFILES, Serdes.Bytes());
        add(StoreNames.PROGRESS, Serdes.String());
        add(StoreNames.REFERENCES, Serdes.String());
        state = new AssessProcessorState(context);
    }

    private <K> void add(String name, Serde<K> key) {
        StateStore store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), key, Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }

    @Override
    AssessState state() {
        return state;
    }

    @Test
    void allIsThereAfterARestart() {
        state.addToPane(WHOLE, 100, four(1, 0, 0, 0));
        state.putWindow(WHOLE, new StoredProfile(60, 2, four(1, 2, 3, 4)));
        state.putScope(new ScopeProgress(WHOLE, 60, 100, 0));
        state.putScope(new ScopeProgress(EU, 60, 100, 9));
        state.putMark(new Mark("in-0", 5, 7, State.ENDED));
        state.putClosedThrough("fraud", 100);
        state.putReference(pinned(WHOLE, -10, 0));

        AssessProcessorState again = new AssessProcessorState(context);

        assertThat(again.scopes("fraud"))
                .containsExactly(new ScopeProgress(WHOLE, 60, 100, 0), new ScopeProgress(EU, 60, 100, 9));
        assertThat(again.takePanes(WHOLE, 0, 200)).hasSize(1);
        assertThat(cells(again.window(WHOLE, 60))).containsExactly(1, 2, 3, 4);
        assertThat(again.mark("in-0")).isEqualTo(new Mark("in-0", 5, 7, State.ENDED));
        assertThat(again.closedThrough("fraud")).isEqualTo(100);
        assertThat(again.references(WHOLE, Reference.Kind.PINNED))
                .extracting(Reference::id)
                .containsExactly("1f0c");
    }

    @Test
    void copiedScopesAreKnownAgain() {
        state.addToCopy(WHOLE, 60, four(1, 2, 3, 4));

        AssessProcessorState again = new AssessProcessorState(context);

        assertThat(again.copied("fraud")).containsExactly(WHOLE);
        assertThat(cells(again.copies(WHOLE, 0, 100).get(0))).containsExactly(1, 2, 3, 4);
    }

    @Test
    void newReferenceStandsBesideTheOldOne() {
        state.putReference(pinned(WHOLE, -10, 0));
        state.putReference(reference("2b", WHOLE, 0, 10, counts(QUARTERS, 1, 2, 3, 4)));

        assertThat(state.references(WHOLE, Reference.Kind.PINNED))
                .extracting(Reference::id)
                .containsExactly("1f0c", "2b");
    }
}
