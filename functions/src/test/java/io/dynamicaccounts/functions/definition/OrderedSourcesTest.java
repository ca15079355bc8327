package io.dynamicaccounts.functions.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.dynamicaccounts.functions.CapturedLog;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrderedSourcesTest {

    @RegisterExtension
    final CapturedLog log = CapturedLog.of(OrderedSources.class);

    private final SwitchedSource first = new SwitchedSource("first.yml", "a", "b");
    private final SwitchedSource second = new SwitchedSource("second.yml", "b", "c");
    private final OrderedSources sources = new OrderedSources(List.of(first, second));

    private static List<AccountName> names(String... names) {
        return Arrays.stream(names).map(AccountName::new).toList();
    }

    private static Object origin(Map<AccountName, Definition> found, String name) {
        return found.get(new AccountName(name)).fields().get("environment");
    }

    @Test
    void the_first_source_that_has_a_name_wins() {
        Map<AccountName, Definition> found = sources.find(names("a", "b", "c", "d"));

        assertThat(found).containsOnlyKeys(names("a", "b", "c"));
        assertThat(origin(found, "b")).isEqualTo("first.yml");
        assertThat(origin(found, "c")).isEqualTo("second.yml");
        assertThat(sources.all()).isEqualTo(found);
        assertThat(sources.names()).isEqualTo(Set.copyOf(names("a", "b", "c")));
    }

    @Test
    void a_source_that_cannot_be_read_hides_no_other() {
        first.fail("first.yml is gone");

        assertThat(origin(sources.find(names("b", "c")), "b")).isEqualTo("second.yml");
        assertThat(sources.all()).containsOnlyKeys(names("b", "c"));
        assertThat(sources.names()).isEqualTo(Set.copyOf(names("b", "c")));
    }

    @Test
    void nobody_knows_whether_a_name_exists_while_a_source_that_may_have_it_cannot_be_read() {
        first.fail("first.yml is gone");

        assertThatThrownBy(() -> sources.find(names("a", "b")))
                .isInstanceOf(Unreadable.class)
                .hasMessage("first.yml is gone");
        CredentialSource.Lookup lookup = sources.lookup(names("a", "b"));
        assertThat(lookup.definitions()).containsOnlyKeys(names("b"));
        assertThat(lookup.unreadable()).isPresent();
    }

    @Test
    void a_source_is_not_read_for_names_that_earlier_ones_have() {
        second.fail("second.yml is gone");

        assertThat(sources.lookup(names("a", "b")).unreadable()).isEmpty();
        assertThat(second.reads()).isZero();
    }

    @Test
    void the_log_says_once_that_a_source_is_left_out_and_once_that_it_is_back() {
        first.fail("first.yml is gone");
        sources.names();
        sources.names();
        first.mend();
        sources.names();
        sources.names();

        assertThat(log.events())
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "the source first.yml is left out, because it cannot be read: first.yml is gone",
                        "the source first.yml can be read again");
    }
}
