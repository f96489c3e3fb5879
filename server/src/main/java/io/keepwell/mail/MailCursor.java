package io.keepwell.mail;

import org.jspecify.annotations.Nullable;

/// How far a folder has been read (I3).
///
/// @param uidValidity   UIDs mean the same mails only while this stays
/// @param lastUid       highest UID that is committed
/// @param existingBelow UIDs below lay there at connection
/// @param byDate        the server numbered anew: of those below, the date tells which lay there at connection
/// @param backfillUid   next UID of existing mail to take in, null for none
record MailCursor(
        long uidValidity,
        long lastUid,
        long existingBelow,
        boolean byDate,
        @Nullable Long backfillUid) {}
