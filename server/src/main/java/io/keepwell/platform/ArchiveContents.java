package io.keepwell.platform;

import java.time.Instant;
import java.util.List;

/// What a backup says about itself, in `keepwell.json`.
///
/// @param format     version of the archive's layout
/// @param madeAt     when the snapshot was taken
/// @param reason     what for: `asked`, `nightly`, `upgrade`
/// @param postgres   version of the database it came from
/// @param migrations migrations that had made its tables, in the order they ran
/// @param tables     the tables in it
/// @param sequences  where its sequences stood
/// @param files      how many stored files (mail, attachments) it holds
/// @param key        whether the key file of the data folder is in it; without, `KEEPWELL_SECRET` opens the keys
record ArchiveContents(
        int format,
        Instant madeAt,
        String reason,
        String postgres,
        List<Migration> migrations,
        List<Table> tables,
        List<Sequence> sequences,
        long files,
        boolean key) {

    static final int FORMAT = 1;
    static final String ENTRY = "keepwell.json";

    /// A migration by the path of its script below `db/migration`.
    record Migration(String script) {}

    /// A table, with its columns in the order of its rows in `tables/NAME.copy`.
    record Table(String name, List<String> columns, long rows) {

        String entry() {
            return "tables/" + name + ".copy";
        }
    }

    record Sequence(String name, long value, boolean called) {}

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }
}
