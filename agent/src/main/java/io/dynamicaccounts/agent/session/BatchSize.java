package io.dynamicaccounts.agent.session;

/**
 * The number of entries in a request: halved after a failure, until the entry that fails is alone, and doubled after
 * a success.
 */
final class BatchSize {

    private final int largest;
    private int size;

    BatchSize(int largest) {
        this.largest = largest;
        this.size = largest;
    }

    int now() {
        return size;
    }

    void shrink() {
        size = Math.max(1, size / 2);
    }

    void grow() {
        size = Math.min(largest, size * 2);
    }
}
