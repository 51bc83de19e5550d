package invitations.intake.read;

import invitations.base.Suggestions;
import invitations.csv.ColumnName;
import invitations.csv.TextRules;
import invitations.intake.column.Column;
import invitations.intake.column.Header;
import invitations.intake.column.OrdinaryColumns;
import invitations.intake.column.Preamble;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.invitation.ReasonCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line before the header that says for the whole list where or how people are invited: {@code Course: acme+p1}. Nothing before the
 * header is read, so a file with such a line is refused, unless it has a column for that. Titles of words alone are none. For the
 * lines of one file; immutable.
 */
public final class TitleLine {
    /** Of these, a line says nothing for all rows: each person has their own, and blank invitations are for nobody. */
    private static final Set<String> OF_A_ROW = Set.of("email", "username", "count", "mode");

    private static final Pattern PARTS = Pattern.compile("[;|\t,]");

    /** A name and its value in one cell. */
    private static final Pattern PAIR = Pattern.compile(
            "(?:[\\s\\p{Z}#]*)(.{1,80}?)[\\s\\p{Z}]*(?:[:=\uff1a]|[\\s\\p{Z}][-\u2013\u2014][\\s\\p{Z}])(.*)");

    /** A name and a value that can only be a key. */
    private static final Pattern KEY = Pattern.compile(
            "(?:[\\s\\p{Z}#]*)(.{1,80}?)[\\s\\p{Z}:=\uff1a\u2013\u2014-]*[\\s\\p{Z}]((?:[a-z]+-v[0-9]+:)?[\\p{L}\\p{Nd}._-]+\\+[\\p{L}\\p{Nd}._+-]+)[\\s\\p{Z}]*");

    /** Behind what the name of the field may stand, as in {@code List of the course: …}. */
    private static final Pattern LAST_WORD = Pattern.compile(".*[\\s\\p{Z}](\\S+)");

    private static final Pattern NUMBER = Pattern.compile("[\\p{Nd}\\s]+");

    /** What is longer is no title. */
    private static final int LONGEST = 300;

    /** Shorter names are near too many words. */
    private static final int LONG = 6;

    /** What may decide for a file of which no column is known yet. */
    private static final List<String> USUAL = List.of(
            "target",
            "operation",
            "program_key",
            "course_id",
            "platform_key",
            "organization",
            "active",
            "expired",
            "role");

    private final Header header;
    private final Collection<String> fields;

    private record Pair(String name, String value) {}

    /** @param fields those that decide for a row of the file */
    public TitleLine(Header header, Collection<String> fields) {
        this.header = header;
        Set<String> left = new LinkedHashSet<>(fields);
        left.removeAll(OF_A_ROW);
        left.removeIf(field -> header.find(field).isPresent());
        this.fields = left;
    }

    /** {@return whether the record has two cells, of which the first is the name of a field that may decide for all rows} */
    static boolean isInTwoCells(List<String> cells) {
        if (Preamble.filled(cells) != 2 || TextRules.isBlank(cells.get(0))) {
            return false;
        }
        String name = ColumnName.withoutGaps(ColumnName.plain(cells.get(0)));
        return USUAL.stream()
                .anyMatch(field ->
                        isNearly(name, ColumnName.withoutGaps(field)) || OrdinaryColumns.isSimilar(name, field));
    }

    /**
     * Refuses the file for the first line that says something of the kind.
     *
     * @param before what stands before the header
     * @throws FileRefusedException {@code MISTAKEN_COLUMN} with the line, and what was probably meant
     */
    public void refuse(List<InputRow> before) {
        for (InputRow line : before) {
            for (Pair pair : pairs(line.cells())) {
                meant(pair).ifPresent(field -> {
                    throw refused(line.line(), pair.name(), field);
                });
            }
        }
    }

    private FileRefusedException refused(long line, String name, String field) {
        return new FileRefusedException(
                ReasonCode.MISTAKEN_COLUMN,
                line,
                "the line says for the whole list what '" + TextRules.quote(name)
                        + "' is, but nothing is read before the line with the names of the columns, and no column has it: perhaps '"
                        + field + "' is meant. Write it into a column " + field + ", or as constant." + field
                        + " into the feed's settings, and take the line out; or write ignore-columns = "
                        + TextRules.quote(name)
                        + " there, if it decides nothing");
    }

    /** The field that the line names; empty where the file has a column for it, or it is none. */
    private Optional<String> meant(Pair pair) {
        if (pair.value().indexOf('@') >= 0 || header.names().isIgnored(new Column(0, pair.name()))) {
            return Optional.empty();
        }
        Matcher last = LAST_WORD.matcher(pair.name());
        Optional<String> whole = field(pair.name());
        return whole.isPresent() || NUMBER.matcher(pair.value()).matches() || !last.matches()
                ? whole
                : field(last.group(1));
    }

    private Optional<String> field(String text) {
        String name = ColumnName.withoutGaps(ColumnName.plain(text));
        return fields.stream()
                .filter(field -> OrdinaryColumns.isSimilar(name, field)
                        || header.names().of(field).stream().anyMatch(known -> isNearly(name, known)))
                .findFirst();
    }

    private static boolean isNearly(String name, String known) {
        return name.equals(known)
                || (known.length() >= LONG && !OrdinaryColumns.has(name) && Suggestions.slips(name, known) <= 1);
    }

    /** Each name with a value, in one cell or in two. */
    private static List<Pair> pairs(List<String> cells) {
        List<String> parts = new ArrayList<>();
        for (String cell : cells) {
            for (String part : PARTS.split(cell, -1)) {
                if (!TextRules.isBlank(part) && part.length() < LONGEST) {
                    parts.add(TextRules.trim(part));
                }
            }
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String next = i + 1 < parts.size() ? parts.get(i + 1) : "";
            pair(parts.get(i), next).ifPresent(pairs::add);
        }
        return pairs;
    }

    private static Optional<Pair> pair(String part, String next) {
        for (Pattern form : List.of(KEY, PAIR)) {
            Matcher pair = form.matcher(part);
            if (pair.matches()) {
                String value = TextRules.isBlank(pair.group(2)) ? next : TextRules.trim(pair.group(2));
                return value.isEmpty() ? Optional.empty() : Optional.of(new Pair(pair.group(1), value));
            }
        }
        return next.isEmpty() ? Optional.empty() : Optional.of(new Pair(part.replaceFirst("^[\\s\\p{Z}#]+", ""), next));
    }
}
