package io.keepwell.demo;

import org.jspecify.annotations.Nullable;

/// What comes with the one letter that was written in HTML.
final class Enclosures {

    static final String SCENE = "html";

    static final String TABLE_NAME = "extract-october.csv";

    static final String TABLE = """
            transaction_id;booking_date;counterparty;amount;currency
            HW-88121-A;2026-10-01;Harbour Authority;-1840.00;EUR
            HW-88122-A;2026-10-02;Kade Ropes & Rigging;-312.45;EUR
            HW-88122-B;2026-10-02;Kade Ropes & Rigging;-312.45;EUR
            HW-88130-A;2026-10-05;Berth fees, pier 4;2200.00;EUR
            """;

    private Enclosures() {}

    /// The letter as Elif's mail program wrote it, already cleaned as intake would; null for all others.
    static @Nullable String html(Talk talk) {
        if (!talk.scene().name().equals(SCENE)) {
            return null;
        }
        return """
                <p>Hello,</p>
                <p>I prepare the yearly audit at <b>Harbour Works</b> and put together what we need from your export:</p>
                <table border="1" cellpadding="6">
                <tr><th>Column</th><th>What for</th></tr>
                <tr><td>Booking date, value date</td><td>cut-off at the end of the year</td></tr>
                <tr><td>Counterparty</td><td>list of creditors</td></tr>
                <tr><td>Amount and currency</td><td>totals</td></tr>
                <tr><td>Category</td><td>our cost centres</td></tr>
                <tr><td>Transaction id</td><td>to find a booking again</td></tr>
                </table>
                <p>Which of these columns are guaranteed to stay, and is the transaction id the same in every export? In \
                the file of last month some ids differ from the month before, see the attached extract.</p>
                <p>Kind regards<br>Elif Ayd&#305;n<br><i>Finance, Harbour Works</i></p>
                """;
    }
}
