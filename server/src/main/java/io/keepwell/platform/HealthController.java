package io.keepwell.platform;

import io.keepwell.shared.ForEveryone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /healthz`: 200 when ready, with the state of every part; 503 when the database does not answer.
@RestController
class HealthController {

    private final JdbcClient jdbc;
    private final DatabaseAccess database;
    private final List<HealthPart> parts;

    HealthController(JdbcClient jdbc, DatabaseAccess database, List<HealthPart> parts) {
        this.jdbc = jdbc;
        this.database = database;
        this.parts = parts;
    }

    @ForEveryone
    @GetMapping("/healthz")
    ResponseEntity<Map<String, Object>> health() {
        var answer = new LinkedHashMap<String, Object>();
        try {
            jdbc.sql("select 1").query(Integer.class).single();
        } catch (RuntimeException e) {
            answer.put("status", "down");
            answer.put("database", Map.of("ok", false));
            return ResponseEntity.status(503).body(answer);
        }
        answer.put("status", "ready");
        answer.put("database", Map.of("ok", true, "kind", database.isEmbedded() ? "embedded" : "external"));
        for (var part : parts) {
            answer.put(part.name(), part.state());
        }
        return ResponseEntity.ok(answer);
    }
}
