package io.keepwell.problems;

import java.io.UncheckedIOException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/// Troubles of the house and not of what is being written: the database is gone, two transactions met, the disk
/// is full. Trying again is right then, and giving up on somebody is not.
public final class PassingTrouble {

    private PassingTrouble() {}

    /// Whether it is one, or was caused by one.
    public static boolean is(Throwable trouble) {
        for (var it = trouble; it != null; it = it.getCause()) {
            if (it instanceof TransientDataAccessException
                    || it instanceof RecoverableDataAccessException
                    || it instanceof NonTransientDataAccessResourceException
                    || it instanceof CannotCreateTransactionException
                    || it instanceof UncheckedIOException) {
                return true;
            }
        }
        return false;
    }
}
