package io.keepwell.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.keepwell.shared.Texts;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Makes the bytes of the public pages, of the feed and of the JSON: the same for browsers and for snapshots.
@Component
class StatusPrinter {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final int ENTRIES = 50;

    private final TemplateEngine engine;
    private final StatusViews views;
    private final IncidentStore incidents;
    private final JsonMapper json;

    StatusPrinter(TemplateEngine engine, StatusViews views, IncidentStore incidents, JsonMapper json) {
        this.engine = engine;
        this.views = views;
        this.incidents = incidents;
        this.json = json;
    }

    /// A page in the language of its sheet.
    byte[] page(String template, StatusSheet sheet, Map<String, @Nullable Object> parameters) {
        var before = LocaleContextHolder.getLocaleContext();
        LocaleContextHolder.setLocale(sheet.locale());
        try {
            var all = new LinkedHashMap<String, @Nullable Object>(parameters);
            all.put("sheet", sheet);
            var output = new StringOutput();
            engine.render("status/" + template + ".jte", all, output);
            return output.toString().getBytes(UTF_8);
        } finally {
            LocaleContextHolder.setLocaleContext(before);
        }
    }

    /// How everything is, for programs.
    byte[] json(StatusLinks links) {
        var overview = views.overview();
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("page", Map.of("name", overview.settings().company(), "url", links.live()));
        body.put("updatedAt", overview.changedAt().map(Instant::toString).orElse(null));
        body.put("state", overview.worst().word());
        body.put("maintenance", overview.maintenance());
        body.put(
                "components",
                overview.groups().stream()
                        .flatMap(group -> group.parts().stream().map(part -> component(group, part)))
                        .toList());
        body.put(
                "incidents",
                stories(
                        overview.open().stream()
                                .filter(it -> !it.incident().maintenance())
                                .toList(),
                        links));
        body.put(
                "maintenances",
                stories(
                        Stream.concat(
                                        overview.open().stream()
                                                .filter(it -> it.incident().maintenance()),
                                        overview.planned().stream())
                                .toList(),
                        links));
        body.put("past", stories(overview.past(), links));
        return json.writeValueAsBytes(body);
    }

    private static Map<String, @Nullable Object> component(StatusViews.Group group, StatusViews.Part part) {
        var component = new LinkedHashMap<String, @Nullable Object>();
        component.put("id", part.id().toString());
        component.put("name", part.name());
        component.put("group", group.id() == null ? null : group.name());
        component.put("state", part.state().word());
        return component;
    }

    private static List<Map<String, @Nullable Object>> stories(List<StatusViews.Story> stories, StatusLinks links) {
        return stories.stream()
                .map(story -> {
                    var it = story.incident();
                    var body = new LinkedHashMap<String, @Nullable Object>();
                    body.put("number", it.number());
                    body.put("title", it.title());
                    body.put("state", it.state().word());
                    body.put("url", links.live() + "/incidents/" + it.number());
                    body.put("begunAt", it.begunAt().toString());
                    body.put("overAt", text(it.overAt()));
                    if (it.maintenance()) {
                        body.put("startsAt", text(it.startsAt()));
                        body.put("endsAt", text(it.endsAt()));
                    }
                    body.put("components", story.affected());
                    body.put(
                            "posts",
                            story.posts().stream().map(StatusPrinter::post).toList());
                    return (Map<String, @Nullable Object>) body;
                })
                .toList();
    }

    private static Map<String, @Nullable Object> post(Post post) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("at", post.at().toString());
        body.put("kind", post.kind().word());
        body.put("state", post.state().word());
        body.put("text", post.words(Locale.ENGLISH));
        return body;
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    /// The newest posts as a feed (RFC 4287).
    byte[] feed(StatusLinks links, Locale locale) {
        var page = views.open();
        var posts = incidents.newest(ENTRIES);
        var about = views.incidents(posts);
        var bytes = new ByteArrayOutputStream();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            element(xml, "id", links.live());
            element(xml, "title", Texts.in(locale, "status.page.title", "company", page.company()));
            element(
                    xml,
                    "updated",
                    Optional.of(posts)
                            .filter(it -> !it.isEmpty())
                            .map(it -> it.getFirst().at())
                            .map(StatusPrinter::time)
                            .orElse("1970-01-01T00:00:00Z"));
            link(xml, "alternate", links.live());
            link(xml, "self", links.live() + "/feed.atom");
            xml.writeStartElement("author");
            element(xml, "name", page.company());
            xml.writeEndElement();
            for (var post : posts) {
                var incident = about.get(post.incident());
                if (incident != null) {
                    entry(xml, post, incident, links, locale);
                }
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void entry(XMLStreamWriter xml, Post post, Incident incident, StatusLinks links, Locale locale)
            throws XMLStreamException {
        xml.writeStartElement("entry");
        element(xml, "id", "urn:uuid:" + post.id());
        element(
                xml,
                "title",
                incident.title() + ": "
                        + Texts.in(locale, "status.state." + post.state().word()));
        element(xml, "published", time(post.at()));
        element(xml, "updated", time(post.editedAt() == null ? post.at() : post.editedAt()));
        link(xml, "alternate", links.live() + "/incidents/" + incident.number());
        xml.writeStartElement("content");
        xml.writeAttribute("type", "text");
        xml.writeCharacters(xmlText(post.words(locale)));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(xmlText(text));
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String relation, String address) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", address);
    }

    /// XML knows no control characters.
    private static String xmlText(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }

    private static String time(Instant at) {
        return OffsetDateTime.ofInstant(at.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC)
                .toString()
                .replaceFirst("T(\\d\\d:\\d\\d)Z$", "T$1:00Z");
    }
}
