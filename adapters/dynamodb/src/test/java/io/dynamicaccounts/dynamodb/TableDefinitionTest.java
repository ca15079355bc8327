package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Tests the creation and the check of the table. */
@NeedsTestServer
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
    void the_table_is_paid_by_request_and_its_index_has_keys_only() {
        DynamoDbSettings settings = TestServer.settings(TestServer.freshName());
        try (var client = Clients.of(settings).build()) {
            new TableCreation(client, settings.table()).complete();

            var table = client.describeTable(describe -> describe.tableName(settings.table()))
                    .table();
            assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
            assertThat(table.globalSecondaryIndexes()).singleElement().satisfies(index -> {
                assertThat(index.indexName()).isEqualTo("due");
                assertThat(index.projection().projectionType()).isEqualTo(ProjectionType.KEYS_ONLY);
            });
        }
    }

    @Test
    void a_table_of_another_layout_is_refused_and_not_reported_as_created() {
        DynamoDbSettings settings = TestServer.settings(TestServer.freshName());
        try (var client = Clients.of(settings).build();
                var store = TestServer.store(settings, InstantSource.system(), Wire.PLAIN)) {
            client.createTable(create -> create.tableName(settings.table())
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build()));

            assertThatExceptionOfType(UnusableTable.class).isThrownBy(store::createTable);
        }
    }

    @Test
    void a_table_whose_first_answer_is_lost_can_be_used_at_once() {
        DynamoDbSettings settings = TestServer.settings(TestServer.freshName());
        var lost = Wire.with(Faults.onceAt("CreateTable", Faults.Fault.DROPPED_AFTER));
        try (var store = TestServer.store(settings, InstantSource.system(), lost)) {
            store.createTable();
            store.ping();
        }
    }
}
