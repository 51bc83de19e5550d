package invitations.intake;

import invitations.feed.Feed;
import invitations.invitation.Code;
import invitations.invitation.ColumnName;
import invitations.invitation.Field;
import invitations.invitation.FieldType;
import invitations.invitation.RefusedFile;
import invitations.invitation.Target;
import invitations.settings.Suggestion;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds columns whose names nearly are those of a field that decides who is invited, where and how. A file with one is refused:
 * its rows would go to another place than their sender meant, without a word. Immutable.
 */
final class MistakenColumns {
    /** What decides where a row goes, whom it invites, and how. */
    private static final Set<FieldType> DECISIVE = EnumSet.of(
            FieldType.PLATFORM_KEY,
            FieldType.PROGRAM_KEY,
            FieldType.COURSE_KEY,
            FieldType.ORGANIZATION,
            FieldType.ID,
            FieldType.BOOLEAN,
            FieldType.DATE_TIME,
            FieldType.END_TIME,
            FieldType.COUNT,
            FieldType.MODE,
            FieldType.ROLE);

    /** Names of decisive fields of targets that a file may not be for; a slip in one of them is a slip all the same. */
    private static final Set<String> ALWAYS = Set.of(
            "target",
            "operation",
            "program_key",
            "course_id",
            "platform_key",
            "email",
            "username",
            "active",
            "expired",
            "role",
            "mode",
            "count");

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
    private final Feed feed;
    private final Set<String> fields = new LinkedHashSet<>(ALWAYS);
    private final Set<String> decisive = new LinkedHashSet<>();

    /** @param candidates the targets that rows of the file may go to */
    MistakenColumns(Header header, Feed feed, Collection<Target> candidates) {
        this.header = header;
        this.feed = feed;
        decisive.add(Header.TARGET);
        decisive.add(Header.OPERATION);
        if (feed.target() == null) {
            decisive.addAll(Target.KEY_COLUMNS_OF_THE_API);
        }
        for (Target target : candidates) {
            target.operations().forEach(operation -> target.fields(operation).stream()
                    .filter(field -> isDecisive(field)
                            || target.subjectColumns(operation).contains(field.column()))
                    .forEach(field -> decisive.add(field.column())));
        }
        fields.addAll(decisive);
        fields.removeIf(this::isSetByFeed);
    }

    private static boolean isDecisive(Field field) {
        return DECISIVE.contains(field.type());
    }

    /** What the feed sets for all rows, no column decides. */
    private boolean isSetByFeed(String field) {
        return feed.mapping().constants().containsKey(field)
                || feed.mapping().computed().containsKey(field);
    }

    /**
     * Refuses the file for the first column that is mistaken.
     *
     * @param columns those that nothing else is known of
     * @throws RefusedFile {@code MISTAKEN_COLUMN} with what was probably meant
     */
    void refuse(Collection<Column> columns) {
        refusePrivate();
        for (Column column : columns) {
            meant(column).ifPresent(field -> {
                throw new RefusedFile(
                        Code.MISTAKEN_COLUMN,
                        header.record().line(),
                        "column " + (column.index() + 1) + " '" + Text.quote(column.name())
                                + "' is none that is known, and nearly has the name of one that decides who is invited, where"
                                + " or how: perhaps '" + field + "' is meant. Rename it; or write ignore-columns = "
                                + Text.quote(column.name())
                                + " into the feed's settings, if it is meant as it is");
            });
        }
    }

    /** Nothing is read of a column whose name begins with {@code _}: one that decides would be passed over without a word. */
    private void refusePrivate() {
        List<String> names = header.record().cells();
        for (int i = 0; i < names.size(); i++) {
            Column column = new Column(i, Text.trim(names.get(i)));
            String name = ColumnName.withoutGaps(column.plainName());
            boolean decides = ColumnNames.isPrivate(column)
                    && !header.names().isIgnored(column)
                    && fields.stream()
                            .filter(field -> header.find(field).isEmpty())
                            .anyMatch(field -> header.names().of(field).contains(name));
            if (decides) {
                throw new RefusedFile(
                        Code.MISTAKEN_COLUMN,
                        header.record().line(),
                        "column " + (i + 1) + " '" + Text.quote(column.name())
                                + "' has the name of one that decides who is invited, where or how, but no column is read whose"
                                + " name begins with _. Take the _ away; or write ignore-columns = "
                                + Text.quote(column.name()) + " into the feed's settings, if it is not to be read");
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
                    .flatMap(part -> named(part).or(() -> similar(folded(part))).or(() -> slip(folded(part))).stream())
                    .filter(field -> header.find(field).isEmpty())
                    .findFirst();
        }
        Matcher remark = REMARK.matcher(plain);
        boolean hasRemark = remark.matches();
        String name = folded(plain);
        return (hasRemark ? named(remark.group(1)) : Optional.<String>empty())
                .or(() -> plain.equals(column.plainName()) ? Optional.empty() : named(plain))
                .or(() -> hasRemark ? similar(folded(remark.group(1))) : Optional.empty())
                .or(() -> hasRemark && isKey(remark.group(1)) ? similar(folded(remark.group(2))) : Optional.empty())
                .or(() -> similar(name))
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

    /** The field of that very name, where the file has no column for it. */
    private Optional<String> named(String text) {
        String name = folded(text);
        return fields.stream()
                .filter(field -> header.find(field).isEmpty())
                .filter(field -> header.names().of(field).contains(name))
                .findFirst();
    }

    /** By another word for it, where the file has no column of the right name. */
    private Optional<String> similar(String name) {
        return decisive.stream()
                .filter(fields::contains)
                .filter(field -> header.find(field).isEmpty())
                .filter(field -> OrdinaryNames.isSimilar(name, field))
                .findFirst();
    }

    /** By a slip in the name; the field with the fewest. */
    private Optional<String> slip(String name) {
        if (OrdinaryNames.has(name)) {
            return Optional.empty();
        }
        String best = null;
        int fewest = Integer.MAX_VALUE;
        for (String field : fields) {
            for (String known : header.names().of(field)) {
                int most = most(known);
                if (Math.abs(known.length() - name.length()) <= most) {
                    int slips = Suggestion.slips(name, known);
                    if (slips <= most && slips < fewest && !isAnotherOne(name, field)) {
                        best = field;
                        fewest = slips;
                    }
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Whether the right one is there, and this is another: a second address, the title of the course. */
    private boolean isAnotherOne(String name, String field) {
        if (header.find(field).isPresent() && OrdinaryNames.isSimilar(name, field)) {
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
