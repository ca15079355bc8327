package io.dynamicaccounts.local.chaos;

import io.dynamicaccounts.local.Operator;
import io.dynamicaccounts.local.chaos.Wishes.Rest;
import io.dynamicaccounts.local.chaos.Wishes.Wished;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Wishes one thing after another for accounts that nobody else touches, and repeats each until it is answered: an
 * answer that was lost says nothing about what happened, and the API promises that repeating is safe.
 */
final class WishingOperator implements Runnable {

    private final Operator operator;
    private final List<String> accounts;
    private final String zone;
    private final Wishes wishes;
    private final Random random;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private volatile boolean enough;
    private int edition;

    WishingOperator(Operator operator, List<String> accounts, String zone, Wishes wishes, long seed) {
        this.operator = operator;
        this.accounts = accounts;
        this.zone = zone;
        this.wishes = wishes;
        this.random = new Random(seed);
    }

    /** No further wish after the one under way. */
    void enough() {
        enough = true;
    }

    int acknowledged() {
        return acknowledged.get();
    }

    @Override
    public void run() {
        try {
            while (!enough) {
                wish(accounts.get(random.nextInt(accounts.size())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wish(String account) throws InterruptedException {
        Wished known = wishes.of(account);
        if (known.rest() == Rest.ABSENT) {
            provision(account);
            return;
        }
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> ask(account, "PATCH", state(account, "ACTIVE"), Rest.ACTIVE, known.edition());
            case 4, 5, 6 -> ask(account, "PATCH", state(account, "INACTIVE"), Rest.INACTIVE, known.edition());
            case 7, 8 -> ask(account, "PUT", definition(account, ++edition), known.rest(), edition);
            default -> ask(account, "DELETE", List.of(account), Rest.ABSENT, known.edition());
        }
    }

    private static List<Map<String, String>> state(String account, String state) {
        return List.of(Map.of("name", account, "state", state));
    }

    private Map<String, Object> definition(String account, int number) {
        return Map.of(
                "name", account, "zoneId", zone, "kubeconfigContents", "secret", "namespaces", List.of("n" + number));
    }

    private void ask(String account, String method, Object body, Rest rest, int number) throws InterruptedException {
        String path = method.equals("PUT") ? "/armory/accounts/dynamic" : "/armory/accounts";
        int status = untilAnswered(method, path, body).status();
        // Not there any more: an earlier try of a deletion, whose answer was lost, had done it.
        if (status == 202 || (status == 404 && rest == Rest.ABSENT)) {
            wishes.acknowledged(account, rest, number);
            acknowledged.incrementAndGet();
        }
    }

    private void provision(String account) throws InterruptedException {
        int number = ++edition;
        Answered answered = untilAnswered("POST", "/armory/accounts/dynamic", definition(account, number));
        boolean done = answered.status() == 202;
        // The name is taken: by the life before, which is still being stopped, or by an earlier try whose answer was
        // lost.
        if (answered.status() == 409 && answered.tries() > 1) {
            done = exists(account);
        }
        if (done) {
            wishes.acknowledged(account, Rest.INACTIVE, number);
            acknowledged.incrementAndGet();
        } else {
            Thread.sleep(20);
        }
    }

    private boolean exists(String account) throws InterruptedException {
        while (true) {
            try {
                return operator.state(account).equals("INACTIVE");
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
    }

    private record Answered(int status, int tries) {}

    private Answered untilAnswered(String method, String path, Object body) throws InterruptedException {
        for (int tries = 1; true; tries++) {
            try {
                int status = operator.send(method, path, body).status();
                if (status < 500) {
                    return new Answered(status, tries);
                }
            } catch (IOException e) {
                // Killed, or not started again yet.
            }
            Thread.sleep(20);
        }
    }
}
