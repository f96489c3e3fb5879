package io.keepwell.conversations;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.OncePerPage;
import io.keepwell.shared.Records;
import io.keepwell.shared.Texts;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What a person likes: what to see when an action takes the open conversation out of the list, and after
/// they have sent something (the next one, the same one, or the list), and the zone in which they say
/// "tomorrow morning".
@Repository
class InboxPreferences {

    static final List<String> AFTER = List.of("next", "stay", "list");

    private final JdbcClient jdbc;
    private final ObjectProvider<KeepwellSettings> settings;

    InboxPreferences(JdbcClient jdbc, ObjectProvider<KeepwellSettings> settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /// What a person wants.
    ///
    /// @param zone null where they have not said
    private record Wish(
            String afterAction,
            String afterSending,
            @Nullable String zone) {}

    String after(UUID member) {
        return wish(member).afterAction();
    }

    /// What they see after sending.
    String afterSending(UUID member) {
        return wish(member).afterSending();
    }

    /// The zone of a person; that of the workspace where they have not said.
    ZoneId zone(UUID member) {
        return ownZone(member).map(ZoneId::of).orElseGet(this::workspace);
    }

    /// The zone a person has named.
    Optional<String> ownZone(UUID member) {
        return Optional.ofNullable(wish(member).zone());
    }

    private Wish wish(UUID member) {
        return OncePerPage.read(
                InboxPreferences.class,
                "wish",
                member,
                () -> jdbc.sql(
                                "select after_action, after_sending, zone from inbox_preference where member_id = :member")
                        .param("member", member)
                        .query(Records.of(Wish.class))
                        .optional()
                        .orElse(new Wish("stay", "stay", null)));
    }

    ZoneId workspace() {
        return Optional.ofNullable(settings.getIfAvailable())
                .map(KeepwellSettings::zone)
                .orElse(ZoneId.of("UTC"));
    }

    void keep(UUID member, String after, String sending, @Nullable String zone) {
        check("after", after);
        check("sending", sending);
        var named = zone == null || zone.isBlank() ? null : zone.strip();
        if (named != null) {
            try {
                ZoneId.of(named);
            } catch (DateTimeException e) {
                throw InvalidRequest.field("zone", Texts.t("conversations.desk.wrong.zone", "typed", named));
            }
        }
        jdbc.sql("""
                        insert into inbox_preference (member_id, after_action, after_sending, zone)
                        values (:member, :after, :sending, :zone)
                        on conflict (member_id) do update
                           set after_action = excluded.after_action, after_sending = excluded.after_sending,
                               zone = excluded.zone
                        """)
                .param("member", member)
                .param("after", after)
                .param("sending", sending)
                .param("zone", named)
                .update();
    }

    /// @throws InvalidRequest where it is none of next, stay and list
    static void check(String field, String after) {
        if (!AFTER.contains(after)) {
            throw InvalidRequest.field(field, Texts.t("shared.api.value", "field", field));
        }
    }
}
