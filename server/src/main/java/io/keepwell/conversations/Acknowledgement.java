package io.keepwell.conversations;

import io.keepwell.shared.EmailAddress;

/// What becomes of telling a customer that their conversation has reached us.
sealed interface Acknowledgement {

    /// It is sent.
    record Due(EmailAddress to) implements Acknowledgement {}

    /// It is not, and the conversation says why.
    record Withheld(Reason reason) implements Acknowledgement {}

    /// Why nobody is told.
    enum Reason {
        /// The mail lay there before the mailbox was connected.
        EXISTING,
        /// The mailbox does not acknowledge.
        SWITCHED_OFF,
        /// A machine wrote it: two machines would answer each other for ever (RFC 3834, section 2).
        AUTOMATIC,
        /// No recipient header names the mailbox: a list, or a blind copy.
        NOT_ADDRESSED,
        /// It came with an empty envelope sender, as reports do.
        NO_RETURN_PATH,
        /// It would go to a mailbox of our own.
        OURSELVES,
        /// 10 within 3 hours have gone to that address.
        SENDER_BUDGET,
        /// 2 within 3 hours have gone to that address about the same.
        SUBJECT_BUDGET,
        /// 300 within 10 minutes have gone to people we do not know.
        STRANGERS_BUDGET
    }

    /// What is to be done as far as the mail itself decides it; budgets come after.
    ///
    /// @param switchedOn whether the mailbox acknowledges
    /// @param ourselves  whether the envelope sender is a mailbox of our own
    static Acknowledgement plan(FirstContact contact, boolean switchedOn, boolean ourselves) {
        if (contact.existing()) {
            return new Withheld(Reason.EXISTING);
        }
        if (!switchedOn) {
            return new Withheld(Reason.SWITCHED_OFF);
        }
        if (contact.automatic()) {
            return new Withheld(Reason.AUTOMATIC);
        }
        if (!contact.addressedToUs()) {
            return new Withheld(Reason.NOT_ADDRESSED);
        }
        var to = contact.returnPath();
        if (to == null) {
            return new Withheld(Reason.NO_RETURN_PATH);
        }
        return ourselves ? new Withheld(Reason.OURSELVES) : new Due(to);
    }
}
