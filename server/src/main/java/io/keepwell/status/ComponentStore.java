package io.keepwell.status;

import io.keepwell.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of components and their groups, and how each component is.
@Repository
class ComponentStore {

    private static final String COMPONENT =
            "select id, area_id, name, group_id, position, public from status_component ";

    private final JdbcClient jdbc;
    private final Clock clock;

    ComponentStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private static StatusComponent component(ResultSet row, int n) throws SQLException {
        return new StatusComponent(
                row.getObject("id", UUID.class),
                row.getObject("area_id", UUID.class),
                row.getString("name"),
                row.getObject("group_id", UUID.class),
                row.getInt("position"),
                row.getBoolean("public"));
    }

    private static ComponentGroup group(ResultSet row, int n) throws SQLException {
        return new ComponentGroup(row.getObject("id", UUID.class), row.getString("name"), row.getInt("position"));
    }

    List<StatusComponent> all() {
        return jdbc.sql(COMPONENT + "order by position, lower(name), id")
                .query(ComponentStore::component)
                .list();
    }

    Map<UUID, StatusComponent> byId() {
        return all().stream().collect(Collectors.toMap(StatusComponent::id, Function.identity()));
    }

    Optional<StatusComponent> find(UUID id) {
        return jdbc.sql(COMPONENT + "where id = :id")
                .param("id", id)
                .query(ComponentStore::component)
                .optional();
    }

    Optional<StatusComponent> ofArea(UUID area) {
        return jdbc.sql(COMPONENT + "where area_id = :area")
                .param("area", area)
                .query(ComponentStore::component)
                .optional();
    }

    void keep(StatusComponent component) {
        jdbc.sql("""
            insert into status_component (id, area_id, name, group_id, position, public, created_at)
            values (:id, :area, :name, :group, :position, :public, :now)
            on conflict (id) do update
               set name = excluded.name, group_id = excluded.group_id, position = excluded.position,
                   public = excluded.public
            """)
                .param("id", component.id())
                .param("area", component.area())
                .param("name", component.name())
                .param("group", component.group())
                .param("position", component.position())
                .param("public", component.open())
                .param("now", Columns.at(clock.instant()))
                .update();
    }

    List<ComponentGroup> groups() {
        return jdbc.sql("select id, name, position from status_group order by position, lower(name), id")
                .query(ComponentStore::group)
                .list();
    }

    Optional<ComponentGroup> findGroup(UUID id) {
        return jdbc.sql("select id, name, position from status_group where id = :id")
                .param("id", id)
                .query(ComponentStore::group)
                .optional();
    }

    void keep(ComponentGroup group) {
        jdbc.sql("""
            insert into status_group (id, name, position) values (:id, :name, :position)
            on conflict (id) do update set name = excluded.name, position = excluded.position
            """)
                .param("id", group.id())
                .param("name", group.name())
                .param("position", group.position())
                .update();
    }

    void deleteGroup(UUID id) {
        jdbc.sql("delete from status_group where id = :id").param("id", id).update();
    }

    /// How each component is: the worst of what holds it now (3.10.7). A maintenance holds it while it
    /// runs. Those that nothing holds are not in the map.
    Map<UUID, ComponentState> states() {
        return jdbc
                .sql("""
                    select h.component_id, h.state
                      from status_hit h
                      join status_incident i on i.id = h.incident_id
                     where i.over_at is null
                       and i.state <> 'planned'
                    """)
                .query((row, n) -> Map.entry(
                        row.getObject("component_id", UUID.class),
                        Words.read(ComponentState.class, row.getString("state"))))
                .list()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        Map.Entry::getValue,
                        (one, other) -> ComponentState.worst(List.of(one, other))));
    }
}
