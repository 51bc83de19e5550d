package invitations.ledger;

import invitations.invitation.Code;
import invitations.invitation.DropState;
import invitations.invitation.RefusedFile;
import invitations.invitation.RowStatus;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The drops of the ledger. Safe for any number of threads. */
public final class Drops {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final String COLUMNS = "number, id, feed, content, file_name, work, bytes, state, header, row_count,"
            + " code, line, message, received_at, planned_at, sending_at, finished_at";

    private final Database database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Drops(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Takes note of a file that arrived.
     *
     * @param content the SHA-256 of its content, in hex: with the feed, what a drop is known by
     * @param work where the file is, relative to the work folder
     */
    public Reception receive(String feed, String content, String fileName, String work, long bytes) {
        return database.write(statements -> {
            Optional<Drop> known = find(statements, "feed = ? AND content = ?", feed, content);
            if (known.isEmpty()) {
                statements.update(
                        "INSERT INTO drops (id, feed, content, file_name, work, bytes, state, received_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        newId(),
                        feed,
                        content,
                        fileName,
                        work,
                        bytes,
                        DropState.RECEIVED.name(),
                        clock.millis());
                return new Reception(
                        find(statements, "feed = ? AND content = ?", feed, content)
                                .orElseThrow(),
                        Reception.Kind.NEW);
            }
            return again(statements, known.get(), work);
        });
    }

    private static Reception again(Statements statements, Drop drop, String work) throws SQLException {
        Reception.Kind kind =
                switch (drop.state()) {
                    case RECEIVED, REFUSED -> Reception.Kind.NEW;
                    case HELD, SENDING -> Reception.Kind.JOINED;
                    case REPORTED ->
                        Results.count(statements, drop.number(), RowStatus.UNPROCESSED) > 0
                                ? Reception.Kind.REOPENED
                                : Reception.Kind.ALREADY_PROCESSED;
                };
        if (kind == Reception.Kind.NEW || kind == Reception.Kind.REOPENED) {
            statements.update(
                    "UPDATE drops SET state = ?, work = ?, code = NULL, line = 0, message = NULL, finished_at = NULL"
                            + " WHERE number = ?",
                    DropState.RECEIVED.name(),
                    work,
                    drop.number());
        }
        return new Reception(find(statements, "number = ?", drop.number()).orElseThrow(), kind);
    }

    /** Remembers why the file is refused as a whole; nothing of it will be sent. */
    public Drop refuse(Drop drop, RefusedFile reason) {
        return change(
                drop,
                "state = ?, code = ?, line = ?, message = ?, finished_at = ?",
                DropState.REFUSED.name(),
                reason.code().name(),
                reason.line(),
                reason.reason(),
                clock.millis());
    }

    /** Lets the rows of the drop be sent. */
    public Drop release(Drop drop) {
        return change(drop, "state = ?, sending_at = ?", DropState.SENDING.name(), clock.millis());
    }

    /** Remembers that no row is open any more; the report is made of what is there from now on. */
    public Drop finish(Drop drop) {
        return change(drop, "finished_at = ?", clock.millis());
    }

    /** Remembers that the report and the file are where they belong. */
    public Drop reported(Drop drop) {
        return change(drop, "state = ?", DropState.REPORTED.name());
    }

    /** The drop as it is now. */
    public Drop now(Drop drop) {
        return find(drop.id()).orElseThrow();
    }

    /** The drop of that id. */
    public Optional<Drop> find(String id) {
        return database.read(statements -> find(statements, "id = ?", id));
    }

    /** All drops, the oldest first. */
    public List<Drop> all() {
        return list("1 = 1");
    }

    /** The drops whose work is not done, the oldest first. */
    public List<Drop> open() {
        return all().stream().filter(Drop::isOpen).toList();
    }

    private List<Drop> list(String condition) {
        return database.read(statements -> {
            List<Drop> drops = new ArrayList<>();
            statements.query(
                    result -> drops.add(read(result)),
                    "SELECT " + COLUMNS + " FROM drops WHERE " + condition + " ORDER BY number");
            return drops;
        });
    }

    private Drop change(Drop drop, String assignments, @Nullable Object... values) {
        @Nullable Object[] parameters = new @Nullable Object[values.length + 1];
        System.arraycopy(values, 0, parameters, 0, values.length);
        parameters[values.length] = drop.number();
        return database.write(statements -> {
            statements.update("UPDATE drops SET " + assignments + " WHERE number = ?", parameters);
            return find(statements, "number = ?", drop.number()).orElseThrow();
        });
    }

    static Optional<Drop> find(Statements statements, String condition, @Nullable Object... parameters)
            throws SQLException {
        List<Drop> found = new ArrayList<>(1);
        statements.query(
                result -> found.add(read(result)), "SELECT " + COLUMNS + " FROM drops WHERE " + condition, parameters);
        return found.stream().findFirst();
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
                result.getLong("row_count"),
                code == null ? null : Code.valueOf(code),
                result.getLong("line"),
                result.getString("message"),
                Instant.ofEpochMilli(result.getLong("received_at")),
                instant(result, "planned_at"),
                instant(result, "sending_at"),
                instant(result, "finished_at"));
    }

    static @Nullable Instant instant(ResultSet result, String column) throws SQLException {
        long millis = result.getLong(column);
        return result.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private String newId() {
        StringBuilder id = new StringBuilder(DAY.format(clock.instant())).append('-');
        for (int i = 0; i < 12; i++) {
            id.append("abcdefghjkmnpqrstuvwxyz23456789".charAt(random.nextInt(31)));
        }
        return id.toString();
    }
}
