package io.keepwell.platform;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What all operations of the API have in common, as `/api/openapi.json` tells it: the token, the idempotency key and
/// the shape of a refusal.
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String TOKEN = "token";
    private static final String PROBLEM = "Problem";

    private static final Map<String, String> REFUSALS = Map.of(
            "400", "Something in the request is not right; errors names the fields.",
            "401", "The token is missing or wrong.",
            "403", "The token does not reach that far.");

    @Bean
    OpenAPI openApi(KeepwellSettings settings) {
        return new OpenAPI()
                .info(new Info()
                        .title("Keepwell")
                        .version("v1")
                        .description("""
                                Whatever the page can do, the API can do. Instants are ISO 8601 in UTC, ids are opaque \
                                texts, lists answer {"items": [...], "next": cursor or null}, unknown fields are refused.
                                """)
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")))
                .addServersItem(new Server().url(settings.publicUrl()))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("A token made under Settings, Tokens; shown once."))
                        .addSchemas(PROBLEM, problem()));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457 problem details")
                .addProperty("type", new StringSchema().example("/problems/conversation-not-found"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("A sentence for people"))
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .items(new ObjectSchema()
                                        .addProperty("field", new StringSchema())
                                        .addProperty("message", new StringSchema())));
    }

    @Bean
    OpenApiCustomizer commonParts() {
        return api -> {
            if (api.getPaths() != null) {
                api.getPaths().values().forEach(OpenApiConfiguration::complete);
            }
        };
    }

    private static void complete(PathItem path) {
        path.readOperations().forEach(OpenApiConfiguration::refusals);
        if (path.getPost() != null) {
            path.getPost()
                    .addParametersItem(new HeaderParameter()
                            .name("Idempotency-Key")
                            .description("The same key with the same request gets the first answer again.")
                            .required(false)
                            .schema(new StringSchema().maxLength(200)));
        }
        if (path.getPost() != null || path.getPatch() != null || path.getDelete() != null) {
            path.readOperations().forEach(operation -> refusal(operation, "409", "It contradicts how things stand."));
        }
    }

    private static void refusals(Operation operation) {
        REFUSALS.forEach((status, words) -> refusal(operation, status, words));
        if (operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> "path".equals(parameter.getIn()))) {
            refusal(operation, "404", "There is nothing of that id.");
        }
    }

    private static void refusal(Operation operation, String status, String words) {
        if (operation.getResponses() != null
                && !List.copyOf(operation.getResponses().keySet()).contains(status)) {
            operation
                    .getResponses()
                    .addApiResponse(
                            status,
                            new ApiResponse()
                                    .description(words)
                                    .content(new Content()
                                            .addMediaType(
                                                    "application/problem+json",
                                                    new MediaType()
                                                            .schema(new Schema<>()
                                                                    .$ref("#/components/schemas/" + PROBLEM)))));
        }
    }
}
