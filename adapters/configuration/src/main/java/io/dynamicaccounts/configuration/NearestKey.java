package io.dynamicaccounts.configuration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known key that the author of an unknown key probably meant. */
final class NearestKey {

    /** The most edits of one letter between the keys; the shortest key has seven letters. */
    private static final int PROBABLY_MEANT = 6;

    private static final int SURELY_MEANT = 2;

    private NearestKey() {}

    /** Returns the nearest known key, if it is near enough to suggest. */
    static Optional<SettingKey> to(String written) {
        return within(written, PROBABLY_MEANT);
    }

    /** Returns the known key of which this key is a misspelling. */
    static Optional<SettingKey> nearlyHit(String written) {
        return within(written, SURELY_MEANT);
    }

    private static Optional<SettingKey> within(String written, int edits) {
        String name = local(written);
        return Arrays.stream(SettingKey.values())
                .min(Comparator.comparingInt(key -> distance(name, local(key.canonical()))))
                .filter(key -> distance(name, local(key.canonical())) <= edits);
    }

    /** Returns the key without its prefix, because a long common prefix would make any two short keys similar. */
    private static String local(String written) {
        String letters = SettingKey.letters(written);
        for (String prefix :
                new String[] {SettingKey.letters(SettingKey.KUBESVC_PREFIX), SettingKey.letters(SettingKey.PREFIX)}) {
            if (letters.startsWith(prefix)) {
                return letters.substring(prefix.length());
            }
        }
        return letters;
    }

    /** Returns the Levenshtein distance. */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        Arrays.setAll(above, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
