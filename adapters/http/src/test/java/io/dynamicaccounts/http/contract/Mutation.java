package io.dynamicaccounts.http.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Damages one place of a JSON value, or of its bytes. */
public final class Mutation {

    private final Random random;

    public Mutation(Random random) {
        this.random = random;
    }

    /** Returns the value with one place changed, removed or added. */
    public Object of(Object value) {
        boolean here = random.nextInt(4) == 0;
        return switch (value) {
            case Map<?, ?> map when !map.isEmpty() && !here -> inside(map);
            case List<?> list when !list.isEmpty() && !here -> inside(list);
            case null, default -> anything();
        };
    }

    /** Returns these bytes with one changed, cut off somewhere, or all replaced; may change the array itself. */
    public byte[] damaged(byte[] bytes) {
        switch (random.nextInt(4)) {
            case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> bytes[random.nextInt(bytes.length)] = (byte) "{}[]\",:\\\n\0e-".charAt(random.nextInt(12));
            default -> random.nextBytes(bytes);
        }
        return bytes;
    }

    private Object inside(Map<?, ?> map) {
        var copy = new LinkedHashMap<Object, Object>(map);
        var keys = new ArrayList<>(map.keySet());
        Object key = keys.get(random.nextInt(keys.size()));
        switch (random.nextInt(6)) {
            case 0 -> copy.remove(key);
            case 1 -> copy.put("key-" + random.nextInt(3), anything());
            case 2 -> copy.put(key, Collections.singletonList(copy.get(key)));
            default -> copy.put(key, of(copy.get(key)));
        }
        return copy;
    }

    private Object inside(List<?> list) {
        var copy = new ArrayList<Object>(list);
        int index = random.nextInt(copy.size());
        switch (random.nextInt(5)) {
            case 0 -> copy.remove(index);
            case 1 -> copy.add(anything());
            default -> copy.set(index, of(copy.get(index)));
        }
        return copy;
    }

    private Object anything() {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> true;
            case 2 -> random.nextInt();
            case 3 -> random.nextLong();
            case 4 -> new java.math.BigDecimal("0.5");
            case 5 -> new java.math.BigInteger("9".repeat(60));
            case 6 -> "";
            case 7 -> "some text " + random.nextInt();
            case 8 -> "plain-" + random.nextInt(5);
            case 9 -> List.of();
            case 10 -> Map.of();
            default -> "\u0000\ud83d\ude00\"\\/\u2028";
        };
    }
}
