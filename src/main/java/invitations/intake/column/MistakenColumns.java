package invitations.intake.column;

import invitations.base.Suggestions;
import invitations.csv.ColumnName;
import invitations.csv.TextRules;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds columns whose names nearly are those of a field that decides who is invited, where and how. A file with one is refused:
 * its rows would go to another place than their sender meant, without a word. Immutable.
 */
public final class MistakenColumns {
    /** What stands behind a name in round brackets, as in {@code Program Key (acme)}. */
    private static final Pattern REMARK = Pattern.compile("(.*\\S)[\\s\\p{Z}]*\\(([^()]*)\\)");

    private static final Pattern PARTS = Pattern.compile("[,;|\t]");

    /** A character as HTML or the address of a page writes it. */
    private static final Pattern ENTITY = Pattern.compile("&#?[A-Za-z0-9]{1,10};|%[0-9A-Fa-f]{2}");

    /** Names of several columns, with what parts cells in another dialect between them. */
    private static final Pattern SEVERAL = Pattern.compile(".*[\\p{L}\\p{Nd}]\\s*[,;|\t]\\s*[\\p{L}\\p{Nd}].*");

    /** How many slips there may be, by the length of the field's name. */
    private static final int SHORT = 5;

    private static final int MIDDLE = 10;

    private final Header header;
    private final DecisiveFields fields;

    public MistakenColumns(Header header, DecisiveFields fields) {
        this.header = header;
        this.fields = fields;
    }

    /**
     * Refuses the file for the first column that is mistaken.
     *
     * @param columns those that nothing else is known of
     * @throws FileRefusedException {@code MISTAKEN_COLUMN} with what was probably meant
     */
    public void refuse(Collection<Column> columns) {
        refusePrivate();
        for (Column column : columns) {
            meant(column).ifPresent(field -> {
                throw new FileRefusedException(
                        ReasonCode.MISTAKEN_COLUMN,
                        header.record().line(),
                        "column " + (column.index() + 1) + " '" + TextRules.quote(column.name())
                                + "' is none that is known, and nearly has the name of one that decides who is invited, where"
                                + " or how: perhaps '" + field + "' is meant. Rename it; or write ignore-columns = "
                                + TextRules.quote(column.name())
                                + " into the feed's settings, if it is meant as it is");
            });
        }
    }

    /** Nothing is read of a column whose name begins with {@code _}: one that decides would be passed over without a word. */
    private void refusePrivate() {
        List<String> names = header.record().cells();
        for (int i = 0; i < names.size(); i++) {
            Column column = new Column(i, TextRules.trim(names.get(i)));
            String name = ColumnName.withoutGaps(column.plainName());
            boolean decides = ColumnNames.isPrivate(column)
                    && !header.names().isIgnored(column)
                    && fields.named(name).isPresent();
            if (decides) {
                throw new FileRefusedException(
                        ReasonCode.MISTAKEN_COLUMN,
                        header.record().line(),
                        "column " + (i + 1) + " '" + TextRules.quote(column.name())
                                + "' has the name of one that decides who is invited, where or how, but no column is read whose"
                                + " name begins with _. Take the _ away; or write ignore-columns = "
                                + TextRules.quote(column.name())
                                + " into the feed's settings, if it is not to be read");
            }
        }
    }

    /** The field whose name the column nearly has; empty where it has a name of its own. */
    private Optional<String> meant(Column column) {
        String plain = ColumnName.plain(decoded(column.plainName()));
        if (SEVERAL.matcher(plain).matches()) {
            if (Arrays.stream(PARTS.split(plain))
                    .allMatch(part -> header.names().isKnown(new Column(0, part)))) {
                // The header of a file in another dialect: of that, other checks tell more.
                return Optional.empty();
            }
            return Arrays.stream(PARTS.split(plain))
                    .flatMap(part ->
                            named(part).or(() -> fields.similar(folded(part))).or(() -> slip(folded(part))).stream())
                    .filter(field -> header.find(field).isEmpty())
                    .findFirst();
        }
        Matcher remark = REMARK.matcher(plain);
        boolean hasRemark = remark.matches();
        String name = folded(plain);
        return (hasRemark ? named(remark.group(1)) : Optional.<String>empty())
                .or(() -> plain.equals(column.plainName()) ? Optional.empty() : named(plain))
                .or(() -> hasRemark ? fields.similar(folded(remark.group(1))) : Optional.empty())
                .or(() -> hasRemark && isKey(remark.group(1))
                        ? fields.similar(folded(remark.group(2)))
                        : Optional.empty())
                .or(() -> fields.similar(name))
                .or(() -> slip(name));
    }

    /** The name without what HTML and addresses of pages write for characters. */
    private static String decoded(String name) {
        return ENTITY.matcher(name).replaceAll(" ");
    }

    private static boolean isKey(String text) {
        return folded(text).equals("key") || folded(text).equals("id");
    }

    private static String folded(String text) {
        return ColumnName.withoutGaps(ColumnName.plain(text));
    }

    private Optional<String> named(String text) {
        return fields.named(folded(text));
    }

    /** By a slip in the name; the field with the fewest. */
    private Optional<String> slip(String name) {
        if (OrdinaryColumns.has(name)) {
            return Optional.empty();
        }
        String best = null;
        int fewest = Integer.MAX_VALUE;
        for (String field : fields.all()) {
            for (String known : header.names().of(field)) {
                int most = most(known);
                if (Math.abs(known.length() - name.length()) <= most) {
                    int slips = Suggestions.slips(name, known);
                    if (slips <= most && slips < fewest && !isAnotherOne(name, field)) {
                        best = field;
                        fewest = slips;
                    }
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@return whether the right one is there, and this is another: a second address, the title of the course} */
    private boolean isAnotherOne(String name, String field) {
        if (header.find(field).isPresent() && OrdinaryColumns.isSimilar(name, field)) {
            return true;
        }
        String withoutNumber = name.replaceAll("\\p{Nd}+", "");
        return !withoutNumber.equals(name)
                && header.names().of(field).contains(withoutNumber)
                && header.find(field).isPresent();
    }

    private static int most(String known) {
        int length = known.length();
        if (length < SHORT - 1) {
            return 0;
        }
        return length <= SHORT ? 1 : length <= MIDDLE ? 2 : 3;
    }
}
