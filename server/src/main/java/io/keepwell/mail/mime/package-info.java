/// Reads mail files as they come in the wild: any bytes give a [io.keepwell.mail.mime.ParsedMail] or an
/// [io.keepwell.mail.mime.UnreadableMail]. Pure: no database, no network, no clock.
///
/// The structure is scanned by our own code and not by `MimeMessage`: rules M1 to M4 ask for one bounded pass over a
/// file on disk, encoded words that split characters, and limits, where Jakarta Mail asks for system properties and
/// throws in many places.
@NullMarked
package io.keepwell.mail.mime;

import org.jspecify.annotations.NullMarked;
