package io.dynamicaccounts.agent.session;

/** How much to put into one request: halved when one fails, which in the end isolates what fails; doubled when one succeeds. */
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
