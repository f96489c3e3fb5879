package io.keepwell.problems;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.Conversations;
import io.keepwell.problems.ProductPages.Page;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Place;
import io.keepwell.shared.Slice;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/// Where product meets angry customers (22), and what service asks of product (68).
@Controller
@Tag(name = "Problems")
class ProductController {

    private final ProductPages pages;
    private final Conversations conversations;
    private final Members members;

    ProductController(ProductPages pages, Conversations conversations, Members members) {
        this.pages = pages;
        this.conversations = conversations;
        this.members = members;
    }

    /// Its place in the navigation, for those whose work it is.
    @Configuration(proxyBeanMethods = false)
    static class ProductPlace {

        @Bean
        Place product(ProductPages pages, Members members) {
            return new Place() {
                @Override
                public String key() {
                    return "product";
                }

                @Override
                public String href() {
                    return "/product";
                }

                @Override
                public String icon() {
                    return "ear";
                }

                @Override
                public String label() {
                    return t("problems.product.place");
                }

                @Override
                public int order() {
                    return 360;
                }

                @Override
                public boolean visible() {
                    return members.current()
                            .filter(me -> me.role() == Role.PRODUCT_MANAGER || pages.answersFor(me.id()))
                            .isPresent();
                }
            };
        }
    }

    @ForTeam
    @GetMapping("/product")
    String show(@RequestParam(required = false) @Nullable UUID area, Model model) {
        Page page = pages.page(area);
        model.addAttribute("page", page);
        return "problems/product";
    }

    /// Takes part in a conversation: it says so in the thread, and whoever does hears of what the
    /// customer writes.
    @ForAgents
    @PostMapping("/product/conversations/{id}/part")
    String takePart(@PathVariable UUID id) {
        return "redirect:/inbox/" + part(id) + "?write=note";
    }

    private long part(UUID id) {
        var conversation = conversations.get(id);
        Member me = members.require();
        if (!pages.takesPart(conversation.id(), me.id())) {
            conversations.happened(conversation.id(), "takes-part", null, me.name());
        }
        return conversation.number();
    }

    @ForTeam
    @ResponseBody
    @GetMapping("/api/v1/angry-letters")
    @Operation(
            summary =
                    "The angriest letters of the last seven days about the problems one answers for, the angriest first",
            description =
                    "In the customers' own words, with those that say so. With component those of that part of the product.")
    Slice<ProductPages.AngryJson> angry(
            @Parameter(description = "Id of a part of the product") @RequestParam(required = false) @Nullable
                    UUID component) {
        return new Slice<>(pages.angry(component), null);
    }

    @ForAgents
    @ResponseBody
    @PostMapping("/api/v1/conversations/{id}/participation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Take part in a conversation",
            description = "It says so in the thread; whoever takes part is notified of what the customer writes.")
    void takePart(@PathVariable String id) {
        part(conversations.get(id).id());
    }
}
