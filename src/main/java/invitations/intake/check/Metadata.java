package invitations.intake.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import invitations.csv.ColumnName;
import invitations.csv.TextRules;
import invitations.feed.Feed;
import invitations.feed.Mapping.UnknownColumns;
import invitations.intake.cell.CellParser;
import invitations.intake.column.Column;
import invitations.intake.column.Header;
import invitations.intake.column.ReservedColumns;
import invitations.invitation.FieldType;
import invitations.invitation.Operation;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What goes along with an invitation beside the target's own fields: the members of the JSON object in the column
 * {@code metadata}, then each column that the target does not know, as text under its name in the file. A column wins
 * over a member of the same name. Safe for any number of threads.
 */
final class Metadata {
    private static final String AN_OBJECT = "a JSON object, such as {\"team\": \"north\"}";
    private static final CellParser TEXT = CellParser.of(FieldType.TEXT);
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    /** No metadata that means something is deeper. */
    private static final int DEEPEST = 32;

    private final ColumnSource json;
    private final List<ColumnSource> columns;
    private final @Nullable ObjectMapper mapper;

    private Metadata(ColumnSource json, List<ColumnSource> columns) {
        this.json = json;
        this.columns = columns;
        // Not made for the many files without such a column: it takes longer than everything else at the start.
        this.mapper = json.isThere() ? strict() : null;
    }

    /** All that the file and the feed have for the target beside its own fields; nothing where it has no place for it. */
    static Metadata of(Target target, Operation operation, Header header, Feed feed) {
        if (!target.keepsMetadata()) {
            return new Metadata(new ColumnSource(Header.METADATA, -1, ""), List.of());
        }
        Map<String, String> standIns = new LinkedHashMap<>(feed.defaults());
        standIns.putAll(feed.mapping().constants());
        Map<String, String> byName = new HashMap<>();
        standIns.forEach((name, value) -> byName.put(ColumnName.withoutGaps(name), value));
        Set<String> constants = feed.mapping().constants().keySet().stream()
                .map(ColumnName::withoutGaps)
                .collect(Collectors.toSet());
        Set<Column> used = used(target, operation, header);
        Set<String> known = new HashSet<>(List.of(Header.TARGET, Header.OPERATION, Header.METADATA));
        target.fields(operation).forEach(field -> known.add(ColumnName.withoutGaps(field.column())));
        List<ColumnSource> columns = new ArrayList<>();
        Map<String, Long> plain = header.columns().stream()
                .collect(Collectors.groupingBy(
                        column -> ColumnName.withoutGaps(column.plainName()), Collectors.counting()));
        for (Column column : header.columns()) {
            boolean isPlainAlone = plain.getOrDefault(ColumnName.withoutGaps(column.plainName()), 0L) < 2;
            String name = isPlainAlone ? column.plainName() : column.name();
            boolean isLeftOut = constants.contains(ColumnName.withoutGaps(name))
                    || (feed.mapping().unknown() != UnknownColumns.METADATA && !header.isComputed(column));
            if (!used.contains(column) && !isLeftOut && known.add(ColumnName.withoutGaps(name))) {
                columns.add(
                        new ColumnSource(name, column.index(), byName.getOrDefault(ColumnName.withoutGaps(name), "")));
            }
        }
        standIns.forEach((name, standIn) -> {
            if (known.add(ColumnName.withoutGaps(name))) {
                columns.add(new ColumnSource(name, -1, standIn));
            }
        });
        return new Metadata(
                ColumnSource.of(header, Header.METADATA, standIns.getOrDefault(Header.METADATA, "")), columns);
    }

    /** The columns of the file that the target's fields have their values from, whatever these are called there. */
    static Set<Column> used(Target target, Operation operation, Header header) {
        Set<Column> used = new HashSet<>();
        List.of(Header.TARGET, Header.OPERATION, Header.METADATA)
                .forEach(name -> header.find(name).ifPresent(used::add));
        target.fields(operation).forEach(field -> header.find(field.column()).ifPresent(used::add));
        return used;
    }

    /** The names of the columns of the file that go along. */
    List<String> names() {
        return columns.stream()
                .filter(column -> column.index() >= 0)
                .map(ColumnSource::name)
                .toList();
    }

    /** The row's metadata, without nulls; empty when it has none. */
    Map<String, Object> read(List<String> cells, List<RowError> errors) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        String text = json.of(cells);
        if (mapper != null && !text.isEmpty()) {
            metadata.putAll(object(mapper, text, errors));
        }
        for (ColumnSource column : columns) {
            String cell = column.of(cells);
            Object value = cell.isEmpty() ? null : TEXT.read(column.name(), cell, errors);
            if (value != null) {
                metadata.put(column.name(), value);
            }
        }
        return metadata;
    }

    private Map<String, Object> object(ObjectMapper reader, String text, List<RowError> errors) {
        try {
            Map<String, Object> object = reader.readValue(text, OBJECT);
            if (object == null) {
                errors.add(error(text, AN_OBJECT));
            } else if (object.keySet().stream().map(ColumnName::withoutGaps).anyMatch(ReservedColumns::has)
                    || !isClean(object)) {
                errors.add(error(
                        text,
                        AN_OBJECT + ", without control characters and without names that only the API"
                                + " or this bundle fills"));
            } else {
                object.values().removeIf(Objects::isNull);
                return object;
            }
        } catch (JsonProcessingException notOne) {
            errors.add(error(text, AN_OBJECT));
        }
        return Map.of();
    }

    private RowError error(String text, String expected) {
        return new RowError(ReasonCode.INVALID_METADATA, json.name(), TextRules.quote(text), expected);
    }

    private static boolean isClean(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream().allMatch(entry -> isClean(entry.getKey()) && isClean(entry.getValue()));
        }
        if (value instanceof List<?> array) {
            return array.stream().allMatch(Metadata::isClean);
        }
        return !(value instanceof String text) || TextRules.firstControl(text) < 0;
    }

    private static ObjectMapper strict() {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .build())
                        .build())
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }
}
