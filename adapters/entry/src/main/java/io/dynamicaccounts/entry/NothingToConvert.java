package io.dynamicaccounts.entry;

import java.lang.reflect.Type;
import org.springframework.cloud.function.json.JsonMapper;

/** What the catalog would convert with: events are read and results written before and after it, so it never needs to. */
final class NothingToConvert extends JsonMapper {

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the class above has it so
    protected <T> T doFromJson(Object json, Type type) {
        throw new IllegalStateException("nothing is converted");
    }

    @Override
    public String toString(Object value) {
        throw new IllegalStateException("nothing is converted");
    }
}
