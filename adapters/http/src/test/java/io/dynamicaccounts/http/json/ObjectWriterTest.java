package io.dynamicaccounts.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObjectWriterTest {

    private record Pet(String name, Optional<Integer> age, Optional<String> owner) {}

    private static final ObjectWriter<Pet> PET = ObjectWriter.of(
            Member.required("name", Schema.of("type", "string"), Pet::name),
            Member.optional("age", Schema.of("type", "integer"), Pet::age),
            Member.nullable("owner", Schema.of("type", "string"), Pet::owner));

    @Test
    void an_object_has_its_members_in_the_writers_order() {
        assertThat(JsonBytes.text(PET.write(new Pet("Rex", Optional.of(3), Optional.of("Olivia")))))
                .isEqualTo("{\"name\":\"Rex\",\"age\":3,\"owner\":\"Olivia\"}");
    }

    @Test
    void an_optional_member_without_a_value_is_left_out_and_a_nullable_one_is_null() {
        assertThat(JsonBytes.text(PET.writeAll(List.of(new Pet("Rex", Optional.empty(), Optional.empty())))))
                .isEqualTo("[{\"name\":\"Rex\",\"owner\":null}]");
    }

    @Test
    void the_schema_is_closed_and_requires_all_but_the_optional_members() {
        assertThat(JsonBytes.text(PET.schema()))
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},\"age\":{\"type\":\"integer\"},"
                                + "\"owner\":{\"type\":[\"string\",\"null\"]}},\"required\":[\"name\",\"owner\"],"
                                + "\"additionalProperties\":false}");
        assertThat(PET.listSchema()).isEqualTo(Map.of("type", "array", "items", PET.schema()));
    }

    @Test
    void a_description_stands_before_the_members() {
        assertThat(PET.describedAs("A pet.").schema().keySet())
                .containsExactly("type", "description", "properties", "required", "additionalProperties");
    }
}
