package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A deployment that allows one request a second and a burst of five. */
abstract class ThrottlingContract extends Suite {

    @Test
    void a_token_with_too_many_requests_is_429_with_retry_after_and_others_are_not() {
        Reply reply = operator().get("/armory/agents");
        for (int i = 0; i < 20 && reply.status() != 429; i++) {
            reply = operator().get("/armory/agents");
        }

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.problem()).isEqualTo("too-many-requests");
        assertThat(Integer.parseInt(reply.header("Retry-After"))).isEqualTo(1);
        expect(200, world().caller(Tokens.READER).get("/armory/agents"));
        expect(200, world().withoutToken().get("/health"));
        expect(401, world().withoutToken().get("/armory/agents"));
    }
}
