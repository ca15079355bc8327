package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** How the table is made. */
class TableDefinitionTest {

    @Test
    void a_table_is_created_once_and_can_be_used_at_once() {
        DynamoDbSettings settings = TestServer.settings(TestServer.freshName());
        try (var store = TestServer.store(settings, InstantSource.system(), Wire.PLAIN)) {
            assertThat(store.createTable()).isTrue();
            store.ping();
            assertThat(store.createTable()).isFalse();
        }
    }

    @Test
    void it_is_paid_by_request_and_its_index_carries_keys_alone() {
        DynamoDbSettings settings = TestServer.settings(TestServer.freshName());
        try (var client = Clients.of(settings).build()) {
            TableDefinition.create(client, settings.table());

            var table = client.describeTable(describe -> describe.tableName(settings.table()))
                    .table();
            assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
            assertThat(table.globalSecondaryIndexes()).singleElement().satisfies(index -> {
                assertThat(index.indexName()).isEqualTo("due");
                assertThat(index.projection().projectionType()).isEqualTo(ProjectionType.KEYS_ONLY);
            });
        }
    }
}
