package io.tidemark.assess;

import io.tidemark.testkit.HeapAssessState;

class HeapAssessStateTest extends AssessStateTest {
    private final HeapAssessState state = new HeapAssessState();

    @Override
    AssessState state() {
        return state;
    }
}
