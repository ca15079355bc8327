package io.dynamicaccounts.functions.account;

import java.util.Arrays;
import java.util.List;

/**
 * A constant that is stored or published under a code of its own, so that renaming the constant changes neither a
 * database nor the API. A code that was released is never changed.
 */
public interface Coded {

    /** Returns the code. */
    String code();

    /**
     * Returns the constant with this code.
     *
     * @throws IllegalArgumentException when no constant has this code
     */
    static <E extends Enum<E> & Coded> E of(Class<E> type, String code) {
        Coded constant = CodedConstants.of(type).get(code);
        if (constant == null) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + " has the code " + code);
        }
        return type.cast(constant);
    }

    /** Returns the codes of all constants, in the order of the constants. */
    static <E extends Enum<E> & Coded> List<String> all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Coded::code).toList();
    }
}
