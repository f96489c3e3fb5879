package io.keepwell.shared;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.RowMapper;

/// Reads rows into records: the component `createdAt` from the column `created_at`.
///
/// Spring's own mapper tries each value and each name in several ways until one raises no exception, and an exception
/// costs more than the row: reading a page with forty letters raised some two hundred.
public final class Records {

    private interface Reader {

        /// The value, which may be anything where the column is null.
        @Nullable
        Object read(ResultSet row, int column) throws SQLException;
    }

    private record Part(String column, Class<?> type, Reader reader) {

        @Nullable
        Object of(ResultSet row) throws SQLException {
            var value = reader.read(row, row.findColumn(column));
            if (value != null && !row.wasNull()) {
                return value;
            }
            if (type.isPrimitive()) {
                throw new DataRetrievalFailureException("The column " + column + " is null, a record wants a " + type);
            }
            return null;
        }
    }

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private static final ClassValue<RowMapper<?>> MAPPERS = new ClassValue<>() {
        @Override
        protected RowMapper<?> computeValue(Class<?> type) {
            return mapper(type);
        }
    };

    private Records() {}

    /// The mapper to records of a type.
    ///
    /// @param type a record whose components are texts, numbers, truth values, ids, bytes, times or names of an
    ///             enum; primitive ones take no null
    /// @throws IllegalArgumentException where a component is of another type
    @SuppressWarnings("unchecked")
    public static <T extends Record> RowMapper<T> of(Class<T> type) {
        return (RowMapper<T>) MAPPERS.get(type);
    }

    private static <T> RowMapper<T> mapper(Class<T> type) {
        var components = type.getRecordComponents();
        var parts = Arrays.stream(components).map(Records::part).toList();
        var maker = maker(type, components);
        return (row, n) -> {
            @Nullable Object[] values = new Object[parts.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = parts.get(i).of(row);
            }
            return made(maker, values);
        };
    }

    private static Part part(RecordComponent component) {
        var column = HUMP.matcher(component.getName()).replaceAll("_").toLowerCase(Locale.ROOT);
        return new Part(column, component.getType(), reader(component));
    }

    private static Reader reader(RecordComponent component) {
        var type = component.getType();
        if (type.isEnum()) {
            var constants = type.getEnumConstants();
            return (row, column) -> constant(constants, row.getString(column));
        }
        return switch (type.getName()) {
            case "java.lang.String" -> ResultSet::getString;
            case "int", "java.lang.Integer" -> ResultSet::getInt;
            case "long", "java.lang.Long" -> ResultSet::getLong;
            case "double", "java.lang.Double" -> ResultSet::getDouble;
            case "boolean", "java.lang.Boolean" -> ResultSet::getBoolean;
            case "[B" -> ResultSet::getBytes;
            case "java.math.BigDecimal" -> ResultSet::getBigDecimal;
            case "java.util.UUID" -> (row, column) -> row.getObject(column, UUID.class);
            case "java.time.LocalDate" -> (row, column) -> row.getObject(column, LocalDate.class);
            case "java.time.LocalTime" -> (row, column) -> row.getObject(column, LocalTime.class);
            case "java.time.Instant" -> Records::instant;
            default ->
                throw new IllegalArgumentException("Rows cannot be read into " + component + ": read them by hand");
        };
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Object constant(Object[] constants, @Nullable String name) {
        if (name == null) {
            return null;
        }
        for (var constant : constants) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new DataRetrievalFailureException("There is no " + name + " among " + Arrays.toString(constants));
    }

    private static <T> Constructor<T> maker(Class<T> type, RecordComponent[] components) {
        try {
            var maker = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            maker.setAccessible(true);
            return maker;
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static <T> T made(Constructor<T> maker, @Nullable Object[] values) {
        try {
            return maker.newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
