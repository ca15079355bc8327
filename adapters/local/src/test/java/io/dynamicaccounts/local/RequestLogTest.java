package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.http.contract.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log tells of a request is of the server's choosing, not of the caller's. */
class RequestLogTest {

    @TempDir
    Path folder;

    @Test
    void a_method_that_a_caller_makes_up_is_not_repeated_in_the_log() throws IOException {
        try (var server = ServerProcess.start(folder, List.of())) {
            RawHttp.once(server.uri(), Request.of("MADE-UP-OF-SECRETS", "/health"));
            RawHttp.once(server.uri(), Request.of("TRACE", "/health"));
            RawHttp.once(server.uri(), Request.of("PUT", "/health"));
            assertThat(server.stop()).isZero();
            assertThat(server.logged().replace("\\/", "/"))
                    .doesNotContain("MADE-UP", "TRACE")
                    .contains("other /health 405", "PUT /health 405");
        }
    }
}
