package io.dynamicaccounts.functions.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.functions.agent.Task;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Installation;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Verifies that codes never change. Databases, backups and scripts hold these codes: a failure here means that they
 * could not be read any more.
 */
class CodedTest {

    private static List<String> listed(String codes) {
        return List.of(codes.split(" "));
    }

    @Test
    void codes_of_stored_constants_never_change() {
        assertThat(Coded.all(AccountState.class))
                .isEqualTo(
                        listed("REMOVED INACTIVE TO_MIGRATE ACTIVATING ACTIVE ORPHANED FAILED_STARTING FAILED_NO_AGENT"
                                + " FAILED_STOPPING TO_DEACTIVATE DEACTIVATING"));
        assertThat(Coded.all(Source.class)).isEqualTo(listed("MIGRATED PROVISIONED DECLARED_BY_AGENT"));
        assertThat(Coded.all(Event.class))
                .isEqualTo(listed("PROVISION ACTIVATE MOVE ASSIGN CONFIRM START_FAILED TRY_NEXT_ZONE RETRY RELEASE"
                        + " NO_TAKER REQUEUE REDEFINE REASSIGN ORPHAN DEACTIVATE STOP_SENT STOPPED STOP_FAILED STOP_AGAIN"
                        + " DELETE DECLARE REDECLARE WITHDRAW ADOPT"));
        assertThat(Coded.all(Assignment.ReportedResult.class)).isEqualTo(listed("WATCHING STOPPED FAILED"));
        assertThat(Coded.all(Installation.State.class)).isEqualTo(listed("RESTORING ADOPTING READY"));
    }

    @Test
    void codes_of_attributes_never_change() {
        assertThat(Coded.all(Attribute.class))
                .isEqualTo(
                        listed("NAME STANDING VERSION GENERATION SOURCE ZONE PINNED DEFINITION KUBECONFIG_FILE RETRIES"
                                + " CONFIRMED STOPS MARKED DUE DEADLINE STOP_REVISION TRIED_ZONES TRIED_REASONS LEFT_ZONES"
                                + " HOLDING_ZONES MESSAGE NAME_TOKEN WRITER EVENT FROM ACTOR UPDATED"));
    }

    @Test
    void codes_of_published_constants_never_change() {
        assertThat(Coded.all(VisibleState.class))
                .isEqualTo(listed("INACTIVE ACTIVE FAILED ORPHANED TO_MIGRATE ACTIVATING TO_DEACTIVATE DEACTIVATING"));
        assertThat(Coded.all(Task.Action.class)).isEqualTo(listed("WATCH STOP"));
    }

    @Test
    void an_unknown_code_is_refused_by_name() {
        assertThat(Coded.of(AccountState.class, "ACTIVE")).isEqualTo(AccountState.ACTIVE);
        assertThatThrownBy(() -> Coded.of(AccountState.class, "WARMING_UP"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WARMING_UP");
    }
}
