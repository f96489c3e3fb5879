package io.keepwell.customers;

import io.keepwell.customers.PersonalData.Archive;
import io.keepwell.platform.Blobs;
import io.keepwell.team.Audit;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Hands out everything known of a person as one ZIP, written as it is read: however much it is, little of it is in
/// memory at a time.
@Service
class CustomerExport {

    private final CustomerApi api;
    private final KnownPeople people;
    private final Identifiers identifiers;
    private final ObjectProvider<PersonalData> data;
    private final Blobs blobs;
    private final Audit audit;
    private final JsonMapper json;
    private final Clock clock;

    CustomerExport(
            CustomerApi api,
            KnownPeople people,
            Identifiers identifiers,
            ObjectProvider<PersonalData> data,
            Blobs blobs,
            Audit audit,
            JsonMapper json,
            Clock clock) {
        this.api = api;
        this.people = people;
        this.identifiers = identifiers;
        this.data = data;
        this.blobs = blobs;
        this.audit = audit;
        this.json = json.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
        this.clock = clock;
    }

    /// NoteBook that somebody takes an export; to be called before it is written.
    @Transactional
    void asked(UUID customer) {
        audit.record("customer.exported", customer, CustomerEditing.shortly(customer), Map.of());
    }

    /// Writes the archive. The stream is left open.
    void write(Customer customer, OutputStream out) throws IOException {
        var person = people.person(customer.id());
        try (var zip = new ZipOutputStream(new Unclosed(out))) {
            var archive = new Zip(zip);
            var about = new LinkedHashMap<String, Object>();
            about.put("exportedAt", clock.instant());
            about.put("customer", api.answer(customer));
            about.put("ids", person.ids());
            about.put("addresses", person.addresses());
            about.put("externalIds", identifiers.values(customer.id(), Identifiers.EXTERNAL));
            archive.json("customer.json", about);
            for (var part : data.stream()
                    .sorted(Comparator.comparingInt(PersonalData::order))
                    .toList()) {
                part.export(person, archive);
            }
        }
    }

    private final class Zip implements Archive {

        private final ZipOutputStream zip;
        private final Set<String> names = new HashSet<>();

        Zip(ZipOutputStream zip) {
            this.zip = zip;
        }

        @Override
        public void json(String path, Object value) throws IOException {
            zip.putNextEntry(new ZipEntry(unique(path)));
            json.writeValue(new Unclosed(zip), value);
            zip.closeEntry();
        }

        @Override
        public void file(String path, String digest) throws IOException {
            zip.putNextEntry(new ZipEntry(unique(path)));
            try (var in = blobs.open(digest)) {
                in.transferTo(zip);
            }
            zip.closeEntry();
        }

        // A name that a mail gave a file could lead out of the folder it is unpacked into.
        private String unique(String path) {
            var safe = path.replaceAll("[\\p{Cntrl}\\\\:*?\"<>|]", "_").replaceAll("(^|/)\\.+(?=/|$)", "$1_");
            var name = safe;
            for (int i = 2; !names.add(name.toLowerCase(Locale.ROOT)); i++) {
                int dot = safe.lastIndexOf('.');
                name = dot > safe.lastIndexOf('/')
                        ? safe.substring(0, dot) + "-" + i + safe.substring(dot)
                        : safe + "-" + i;
            }
            return name;
        }
    }

    /// Jackson and the ZIP close what they write to; the one who gave it decides that.
    private static final class Unclosed extends java.io.FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
