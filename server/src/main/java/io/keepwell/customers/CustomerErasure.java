package io.keepwell.customers;

import static io.keepwell.shared.Texts.in;

import io.keepwell.customers.PersonalData.Person;
import io.keepwell.customers.PersonalData.Size;
import io.keepwell.platform.BlobCollector;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Forgets a person over all modules, in one transaction. What counts stays: how many conversations there were, when,
/// and how long they took. What they said, who they are and how they are reached goes.
@Service
class CustomerErasure {

    private final Customers customers;
    private final KnownPeople people;
    private final ObjectProvider<PersonalData> data;
    private final BlobCollector blobs;
    private final Audit audit;
    private final JdbcClient jdbc;
    private final KeepwellSettings settings;
    private final Clock clock;

    CustomerErasure(
            Customers customers,
            KnownPeople people,
            ObjectProvider<PersonalData> data,
            BlobCollector blobs,
            Audit audit,
            JdbcClient jdbc,
            KeepwellSettings settings,
            Clock clock) {
        this.customers = customers;
        this.people = people;
        this.data = data;
        this.blobs = blobs;
        this.audit = audit;
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /// How much would go.
    Size size(UUID customer) {
        var person = people.person(customers.get(customer).id());
        return data.stream().map(part -> part.size(person)).reduce(Size.NOTHING, Size::plus);
    }

    /// Forgets the person; doing it again changes nothing.
    ///
    /// @return how much went
    @Transactional
    Size erase(UUID customer) {
        var id = customers.get(customer).id();
        jdbc.sql("select id from customer where id = :id for update")
                .param("id", id)
                .query((row, n) -> 0)
                .list();
        var person = people.person(id);
        var size = data.stream().map(part -> part.size(person)).reduce(Size.NOTHING, Size::plus);
        var called = in(settings.locale(), "customers.erased");
        var files = new HashSet<String>();
        inOrder().forEach(part -> part.erase(person, called, files::add));
        forget(person, called);
        audit.record(
                "customer.erased",
                id,
                CustomerEditing.shortly(id),
                Map.of(
                        "conversations", size.conversations(),
                        "messages", size.messages(),
                        "files", size.files()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                blobs.release(files);
            }
        });
        return size;
    }

    private List<PersonalData> inOrder() {
        return data.stream()
                .sorted(Comparator.comparingInt(PersonalData::order))
                .toList();
    }

    private void forget(Person person, String called) {
        jdbc.sql("delete from customer_identifier where customer_id in (:ids)")
                .param("ids", person.ids())
                .update();
        jdbc.sql("""
                        delete from customer_merge_moved
                         where merge_id in (select id from customer_merge
                                             where survivor_id in (:ids) or merged_id in (:ids))
                        """).param("ids", person.ids()).update();
        jdbc.sql("""
                        update customer_merge
                           set name = null, locale = null
                         where survivor_id in (:ids) or merged_id in (:ids)
                        """).param("ids", person.ids()).update();
        jdbc.sql("""
                        update account
                           set name = :called
                         where one_person
                           and id in (select account_id from customer where id in (:ids))
                        """).param("called", called).param("ids", person.ids()).update();
        jdbc.sql("""
                        update customer
                           set name = :called, locale = null, erased_at = coalesce(erased_at, :now)
                         where id in (:ids)
                        """)
                .param("called", called)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("ids", person.ids())
                .update();
    }
}
