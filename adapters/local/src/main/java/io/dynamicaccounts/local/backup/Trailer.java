package io.dynamicaccounts.local.backup;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last line of a backup, which shows whether the file was cut short or changed.
 *
 * @param counts the number of lines of each kind
 * @param checksum SHA-256 of all lines before, line feeds included
 */
record Trailer(Map<String, Long> counts, String checksum) {

    private static final String WORD = "end";
    private static final String CHECKSUM = "sha256";

    static boolean is(Map<String, Object> line) {
        return line.containsKey(WORD);
    }

    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put(WORD, new TreeMap<>(counts));
        fields.put(CHECKSUM, checksum);
        return fields;
    }

    static Trailer read(Map<String, Object> line) {
        var fields = new RecordFields(line);
        Map<String, Object> said = fields.object(WORD);
        var numbers = new RecordFields(said);
        var counts = new HashMap<String, Long>();
        said.keySet().forEach(kind -> counts.put(kind, numbers.number(kind)));
        var ending = new Trailer(counts, fields.text(CHECKSUM));
        fields.end();
        return ending;
    }

    /** @throws MalformedLine when number or checksum of the lines before differ from these */
    void check(Map<String, Long> found, String checksumFound) {
        if (!counts.equals(found)) {
            throw new MalformedLine("counts other lines than there are before it: some were taken out or put in");
        }
        if (!checksum.equals(checksumFound)) {
            throw new MalformedLine("has another checksum than the lines before it: one of them was changed");
        }
    }
}
