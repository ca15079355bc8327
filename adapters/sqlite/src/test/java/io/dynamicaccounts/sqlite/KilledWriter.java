package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.lifecycle.Event;
import java.nio.file.Path;

/** A process that writes without a pause, prints each answered write, and never ends by itself. */
final class KilledWriter {

    private static final int WRITERS = 16;

    private KilledWriter() {}

    public static void main(String[] arguments) {
        var store = SqliteStore.open(Path.of(arguments[0]));
        String round = arguments[1];
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            Thread.ofPlatform().start(() -> {
                for (int number = 0; ; number++) {
                    String name = "account-" + round + "-" + writer + "-" + number;
                    answered(SqliteStoreTest.provision(store, name));
                    answered(SqliteStoreTest.move(store, name, Event.ACTIVATE));
                }
            });
        }
    }

    private static void answered(Account account) {
        String line = account.name() + " " + account.version() + "\n";
        synchronized (System.out) {
            System.out.print(line);
            System.out.flush();
        }
    }
}
