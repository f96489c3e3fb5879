package io.keepwell.customers;

import io.keepwell.customers.PersonalData.Size;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What people may ask for by law, for programs: everything known of them, and to be forgotten.
@RestController
@Tag(name = "Customers")
class CustomerPrivacyApi {

    @Schema(
            name = "Erased",
            description = "How much was forgotten; a second erasure finds what the first left as figures")
    record Erased(UUID id, long conversations, long messages, long files) {

        static Erased of(UUID id, Size size) {
            return new Erased(id, size.conversations(), size.messages(), size.files());
        }
    }

    private final Customers customers;
    private final CustomerExport export;
    private final CustomerErasure erasure;

    CustomerPrivacyApi(Customers customers, CustomerExport export, CustomerErasure erasure) {
        this.customers = customers;
        this.export = export;
        this.erasure = erasure;
    }

    @ForAdministrators
    @GetMapping(
            path = "/api/v1/customers/{id}/export",
            produces = {"application/zip", "application/problem+json"})
    @Operation(
            summary = "Everything known of a customer",
            description = "A ZIP of JSON files, original mails and attachments, written while it is read.")
    void export(@PathVariable String id, HttpServletResponse response) throws IOException {
        var customer = find(id);
        export.asked(customer.id());
        zip(response, customer);
        export.write(customer, response.getOutputStream());
    }

    @ForAdministrators
    @DeleteMapping("/api/v1/customers/{id}")
    @Operation(
            summary = "Forget a customer",
            description = "Needs erase=true. Words, names, addresses and files go; figures stay. Cannot be undone.")
    Erased erase(@PathVariable String id, @RequestParam(defaultValue = "false") boolean erase) {
        if (!erase) {
            throw InvalidRequest.field("erase", Texts.t("customers.erase.asked"));
        }
        var customer = find(id);
        return Erased.of(customer.id(), erasure.erase(customer.id()));
    }

    /// The headers of an archive that is saved, not shown.
    static void zip(HttpServletResponse response, Customer customer) {
        response.setContentType("application/zip");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"customer-" + customer.id().toString().substring(0, 8) + ".zip\"");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    private Customer find(String id) {
        return customers.find(id).orElseThrow(() -> new CustomerNotFound(id));
    }
}
