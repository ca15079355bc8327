package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.installation.Adoption;
import io.dynamicaccounts.functions.installation.Backup;
import io.dynamicaccounts.functions.installation.BackupRecord;
import io.dynamicaccounts.functions.installation.Restore;
import io.dynamicaccounts.functions.transition.Parallel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The installation is put back to what a backup says, or taken over as it is, while agents live on. */
final class Adopting {

    private record Copy(List<BackupRecord> kept, Adoption.FormerInstallation before, Ledger.Expected expected) {}

    private final Timeline timeline;
    private final Story story;
    private final Cloud cloud;
    private final Ledger ledger;
    private final InForce inForce;
    private final Supplier<Memory> empty;
    private Memory memory;
    private Optional<Copy> newest = Optional.empty();

    /** @param empty makes a new store */
    Adopting(
            Timeline timeline,
            Story story,
            Cloud cloud,
            Ledger ledger,
            InForce inForce,
            Memory memory,
            Supplier<Memory> empty) {
        this.timeline = timeline;
        this.story = story;
        this.cloud = cloud;
        this.ledger = ledger;
        this.inForce = inForce;
        this.memory = memory;
        this.empty = empty;
    }

    /** The one that is served, or will be. */
    Memory memory() {
        return memory;
    }

    void backUp() {
        if (!cloud.serves()) {
            return;
        }
        var backup = new Backup(memory.store(), settings());
        var kept = new ArrayList<BackupRecord>();
        backup.read(kept::add);
        newest = Optional.of(new Copy(List.copyOf(kept), backup.before(timeline.now()), ledger.expected()));
    }

    /** Not while another one is under way. */
    void adopt(boolean restored) {
        if (!cloud.serves()) {
            return;
        }
        cloud.stop();
        Adoption.Begun begun = newest.filter(copy -> restored)
                .map(this::restore)
                .orElseGet(() -> adoption().begin());
        story.tell("adoption", begun);
        Duration wait = Duration.between(timeline.now(), begun.undisturbed());
        timeline.after(wait.plusMillis(1), () -> {
            if (!adoption().finish()) {
                throw new Broken("an adoption ends when it said", begun.toString());
            }
            cloud.serve(memory);
            story.tell("adoption", "is finished");
        });
    }

    private Adoption.Begun restore(Copy copy) {
        ledger.goBack(copy.expected());
        memory = empty.get();
        var restore = new Restore(memory.store(), adoption(), Parallel.NONE, timeline::now);
        Restore.Left _ = restore.begin("checksum");
        restore.write(copy.kept());
        return restore.adopt(copy.before());
    }

    private Adoption adoption() {
        return Adoption.of(memory.store(), settings(), Parallel.NONE, cloud::token, timeline::now);
    }

    /** Those that let agents be silent longest. */
    private Settings settings() {
        return IntStream.range(0, Cloud.INSTANCES)
                .mapToObj(inForce::of)
                .max(Comparator.comparing(Settings::heartbeatTimeout))
                .orElseThrow();
    }
}
