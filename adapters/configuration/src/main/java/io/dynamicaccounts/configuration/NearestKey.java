package io.dynamicaccounts.configuration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** The key that somebody probably meant. */
final class NearestKey {

    /** In edits of one letter; the shortest key's own name has seven. */
    private static final int PROBABLY_MEANT = 6;

    private static final int SURELY_MEANT = 2;

    private NearestKey() {}

    /** The nearest known key, if it is near enough to be worth suggesting. */
    static Optional<SettingKey> to(String written) {
        return within(written, PROBABLY_MEANT);
    }

    /** The known key that this is but a slip of. */
    static Optional<SettingKey> nearlyHit(String written) {
        return within(written, SURELY_MEANT);
    }

    private static Optional<SettingKey> within(String written, int edits) {
        String name = local(written);
        return Arrays.stream(SettingKey.values())
                .min(Comparator.comparingInt(key -> distance(name, local(key.canonical()))))
                .filter(key -> distance(name, local(key.canonical())) <= edits);
    }

    /** Without prefix, so that two short names are not near each other for the sake of a long common one. */
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

    /** Levenshtein's. */
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
