package io.keepwell.problems;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the parts of the product.
@Repository
class AreaStore {

    private final JdbcClient jdbc;

    AreaStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static Area read(ResultSet row, int n) throws SQLException {
        return new Area(row.getObject("id", UUID.class), row.getString("name"), row.getObject("owner_id", UUID.class));
    }

    Optional<Area> find(UUID id) {
        return jdbc.sql("select id, name, owner_id from problem_area where id = :id")
                .param("id", id)
                .query(AreaStore::read)
                .optional();
    }

    Optional<Area> named(String name) {
        return jdbc.sql("select id, name, owner_id from problem_area where lower(name) = lower(:name)")
                .param("name", name)
                .query(AreaStore::read)
                .optional();
    }

    List<Area> all() {
        return jdbc.sql("select id, name, owner_id from problem_area order by lower(name)")
                .query(AreaStore::read)
                .list();
    }

    void insert(UUID id, String name, @Nullable UUID owner, Instant at) {
        jdbc.sql("insert into problem_area (id, name, owner_id, created_at) values (:id, :name, :owner, :at)")
                .param("id", id)
                .param("name", name)
                .param("owner", owner)
                .param("at", Rows.at(at))
                .update();
    }

    void update(UUID id, String name, @Nullable UUID owner) {
        jdbc.sql("update problem_area set name = :name, owner_id = :owner where id = :id")
                .param("id", id)
                .param("name", name)
                .param("owner", owner)
                .update();
    }
}
