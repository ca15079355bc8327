package io.dynamicaccounts.functions.account;

import java.util.HashMap;
import java.util.Map;

/** The constants of each type by their codes: looked up once for every attribute of every item that is read. */
final class CodedConstants extends ClassValue<Map<String, Coded>> {

    private static final CodedConstants BY_TYPE = new CodedConstants();

    static Map<String, Coded> of(Class<? extends Coded> type) {
        return BY_TYPE.get(type);
    }

    @Override
    protected Map<String, Coded> computeValue(Class<?> type) {
        var byCode = new HashMap<String, Coded>();
        for (Object constant : type.getEnumConstants()) {
            Coded coded = (Coded) constant;
            byCode.put(coded.code(), coded);
        }
        return Map.copyOf(byCode);
    }
}
