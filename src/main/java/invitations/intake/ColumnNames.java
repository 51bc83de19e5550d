package invitations.intake;

import invitations.feed.Mapping;
import invitations.invitation.ColumnName;
import invitations.invitation.Target;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Under which names files have the columns that targets know. Immutable. */
final class ColumnNames {
    /** What systems and people call them in files for which no feed says it. */
    private static final Map<String, List<String>> USUAL = Map.of(
            "email",
            List.of("mail", "emailaddress", "useremail", "inviteeemail", "mailaddress", "primaryemail", "emailadresse"),
            "first_name",
            List.of("givenname", "forename"),
            "last_name",
            List.of("surname", "familyname"),
            "redirect_to",
            List.of("inviteredirecturl", "redirecturl"));

    /** In the languages of those who export such columns. */
    private static final Pattern SECRET = Pattern.compile(
            ".*(password|passwd|passphrase|passwort|kennwort|motdepasse|contrase(ñ|n)a|wachtwoord|credential).*"
                    + "|pwd|pass|pin|otp|.*(secret|apikey|privatekey|totp)");

    private final Mapping mapping;
    private final Set<String> known = new HashSet<>();

    ColumnNames(Mapping mapping, Collection<Target> targets) {
        this.mapping = mapping;
        targets.stream().flatMap(Target::columns).forEach(field -> {
            known.add(ColumnName.withoutGaps(field));
            known.addAll(USUAL.getOrDefault(field, List.of()));
        });
        mapping.names().values().forEach(names -> names.forEach(name -> known.add(ColumnName.withoutGaps(name))));
    }

    /** The names under which a column may be looked up, the one in the file first. */
    static List<String> of(Column column) {
        return Stream.of(column.name(), column.plainName(), column.bracketedName())
                .map(ColumnName::withoutGaps)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** The names under which it may be looked up that no other column has for its own. */
    static List<String> others(Column column, Map<String, Column> owners) {
        return of(column).stream()
                .filter(name -> {
                    Column owner = owners.get(name);
                    return owner == null
                            || (!owner.equals(column)
                                    && !ColumnName.withoutGaps(owner.name()).equals(name));
                })
                .toList();
    }

    /** Whether nobody knows which of the two is meant by the name: what stands in brackets alike means nothing else. */
    boolean isOneName(String name, Column column, @Nullable Column other) {
        return other != null
                && (known.contains(name)
                        || ColumnName.withoutGaps(column.plainName())
                                .equals(ColumnName.withoutGaps(other.plainName())));
    }

    /** Whether a target may know what the column has, by any of its names. */
    boolean isKnown(Column column) {
        return !isPrivate(column) && of(column).stream().anyMatch(known::contains);
    }

    /** Whether the sender wants to keep it to themselves. */
    static boolean isPrivate(Column column) {
        return column.name().startsWith("_");
    }

    /** Whether it has passwords and the like, which never leave the file. */
    static boolean isSecret(Column column) {
        return of(column).stream().anyMatch(name -> SECRET.matcher(name).matches());
    }

    /** Whether the feed does not want it to be read. */
    boolean isIgnored(Column column) {
        return of(column).stream().anyMatch(mapping.ignored()::contains);
    }

    /** The column that has the values of a field, as the feed says, as it is called itself, or as is usual. */
    Optional<Column> find(String field, Map<String, Column> columns) {
        String name = ColumnName.withoutGaps(field);
        return Stream.of(
                        mapping.names().getOrDefault(field, List.of()).stream().map(ColumnName::withoutGaps),
                        Stream.of(name),
                        USUAL.getOrDefault(field, List.of()).stream())
                .flatMap(names -> names)
                .filter(columns::containsKey)
                .map(columns::get)
                .findFirst();
    }
}
