package invitations.ledger.drop;

import invitations.csv.CharsetOrigin;
import invitations.csv.Dialect;
import invitations.csv.InputFormat;
import invitations.invitation.DropState;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.store.FullScanGuard;
import invitations.ledger.store.Json;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads drops. */
public final class DropQuery {
    private static final String SELECT = "SELECT number, id, feed, content, file_name, work, bytes, state, header,"
            + " charset, charset_by, delimiter, quote_sign, escape_sign, delimiter_named, preamble_records, blank_records,"
            + " repeated_headers, short_rows, reading_rules,"
            + " row_count, code, line, message, received_at, planned_at, sending_at, finished_at, erased_at, input_gone,"
            + " reading, superseded_by, hidden FROM drops";

    private DropQuery() {}

    /** All drops, the oldest first. */
    public static List<Drop> all(Statements statements) throws SQLException {
        return list(statements, FullScanGuard.WANTED);
    }

    /** The drops in one of the states, the oldest first. */
    public static List<Drop> in(Statements statements, DropState... states) throws SQLException {
        String places = String.join(", ", Collections.nCopies(states.length, "?"));
        Object[] names = Arrays.stream(states).map(DropState::name).toArray();
        return list(statements, " WHERE state IN (" + places + ")", names);
    }

    /** The drop of that number, which is there. */
    public static Drop get(Statements statements, long number) throws SQLException {
        return find(statements, "number = ?", number).orElseThrow();
    }

    /** The one drop, if any, that meets the condition. */
    public static Optional<Drop> find(Statements statements, String condition, @Nullable Object... parameters)
            throws SQLException {
        return list(statements, " WHERE " + condition, parameters).stream().findFirst();
    }

    /** The newest reading of that content in that feed. */
    static Optional<Drop> latest(Statements statements, String feed, String content) throws SQLException {
        List<Drop> readings = list(statements, " WHERE feed = ? AND content = ?", feed, content);
        return readings.stream().max(Comparator.comparingLong(Drop::reading));
    }

    /** The drops that meet the condition, the oldest first. */
    public static List<Drop> list(Statements statements, String which, @Nullable Object... parameters)
            throws SQLException {
        List<Drop> drops = new ArrayList<>();
        statements.query(result -> drops.add(read(result)), SELECT + which + " ORDER BY number", parameters);
        return drops;
    }

    static @Nullable public Instant instant(ResultSet result, String column) throws SQLException {
        long millis = result.getLong(column);
        return result.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Set<Integer> hidden(@Nullable String places) {
        return places == null
                ? null
                : Json.texts(places).stream().map(Integer::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable InputFormat format(ResultSet result) throws SQLException {
        String charset = result.getString("charset");
        if (charset == null) {
            return null;
        }
        String escape = result.getString("escape_sign");
        return new InputFormat(
                charset,
                CharsetOrigin.valueOf(result.getString("charset_by")),
                new Dialect(
                        result.getString("delimiter").charAt(0),
                        result.getString("quote_sign").charAt(0),
                        escape == null ? null : escape.charAt(0)),
                result.getInt("delimiter_named") != 0,
                result.getLong("preamble_records"),
                result.getLong("blank_records"),
                result.getLong("repeated_headers"),
                result.getLong("short_rows"),
                result.getInt("reading_rules"));
    }

    private static Drop read(ResultSet result) throws SQLException {
        String code = result.getString("code");
        return new Drop(
                result.getLong("number"),
                result.getString("id"),
                result.getString("feed"),
                result.getString("content"),
                result.getString("file_name"),
                result.getString("work"),
                result.getLong("bytes"),
                DropState.valueOf(result.getString("state")),
                Json.texts(result.getString("header")),
                format(result),
                result.getLong("row_count"),
                code == null ? null : ReasonCode.valueOf(code),
                result.getLong("line"),
                result.getString("message"),
                Instant.ofEpochMilli(result.getLong("received_at")),
                instant(result, "planned_at"),
                instant(result, "sending_at"),
                instant(result, "finished_at"),
                instant(result, "erased_at"),
                result.getInt("input_gone") != 0,
                result.getLong("reading"),
                result.getString("superseded_by"),
                hidden(result.getString("hidden")));
    }

    /** {@return whether a call was ever about to be made for a row of the drop} */
    public static boolean wasCalled(Statements statements, Drop drop) throws SQLException {
        return statements.isAny(
                "SELECT 1 FROM drop_rows WHERE id IN {rows} AND intents > 0 LIMIT 1", RowRange.of(drop.number()));
    }

    /** {@return how many rows of the drop's file have that status} */
    static long count(Statements statements, long drop, RowStatus status) throws SQLException {
        return statements.number(
                "SELECT COUNT(*) FROM drop_rows WHERE id IN {rows} AND status = ?",
                RowRange.ofFile(drop),
                status.name());
    }
}
