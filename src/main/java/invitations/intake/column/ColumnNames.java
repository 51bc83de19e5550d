package invitations.intake.column;

import invitations.base.EscapedText;
import invitations.csv.ColumnName;
import invitations.csv.TextRules;
import invitations.feed.Feed;
import invitations.feed.Mapping;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.invitation.Target;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Under which names files have the columns that targets know. Immutable. */
public final class ColumnNames {
    /** What systems and people call them in files for which no feed says it: in English, German, French and Spanish. */
    private static final Map<String, List<String>> USUAL = Map.of(
            "email",
            List.of(
                    "mail",
                    "emailaddress",
                    "useremail",
                    "inviteeemail",
                    "mailaddress",
                    "primaryemail",
                    "emailid",
                    "emailadresse",
                    "mailadresse",
                    "courriel",
                    "adressecourriel",
                    "adresseemail",
                    "adressemail",
                    "adresse\u00e9lectronique",
                    "adresseelectronique",
                    "adressedemessagerie",
                    "correo",
                    "correoelectr\u00f3nico",
                    "correoelectronico",
                    "direcci\u00f3ndecorreo",
                    "direcciondecorreo",
                    "direcci\u00f3ndecorreoelectr\u00f3nico",
                    "direcciondecorreoelectronico"),
            "username",
            List.of("benutzername", "nutzername", "nomd'utilisateur", "nomdutilisateur", "nombredeusuario"),
            "first_name",
            List.of("givenname", "forename", "vorname", "pr\u00e9nom", "prenom", "nombre"),
            "last_name",
            List.of(
                    "surname",
                    "familyname",
                    "nachname",
                    "familienname",
                    "nom",
                    "nomdefamille",
                    "apellido",
                    "apellidos"),
            "company_name",
            List.of("firma", "unternehmen", "soci\u00e9t\u00e9", "societe", "entreprise", "empresa"),
            "redirect_to",
            List.of("inviteredirecturl", "redirecturl"));

    /** In the languages of those who export such columns. */
    private static final Pattern SECRET = Pattern.compile(
            ".*(password|passwd|passphrase|passwort|kennwort|motdepasse|contrase(ñ|n)a|wachtwoord|credential).*"
                    + "|pwd|pass|pin|otp|.*(secret|apikey|privatekey|totp)");

    /** The end of a line, which is none here, and an address behind it. */
    private static final Pattern ADDRESS = Pattern.compile("[\\u0085\\u2028\\u2029].*@");

    private static final int LONGEST_NAME = 255;

    private final Mapping mapping;
    private final Set<String> known = new HashSet<>();

    /** {@return whether a name, as it stands in a file of the feed, is that of a column which a target could use} */
    public static Predicate<String> known(Feed feed, Collection<Target> targets) {
        ColumnNames names = new ColumnNames(feed.mapping(), targets);
        return name -> names.isKnown(new Column(0, TextRules.trim(name)));
    }

    public ColumnNames(Mapping mapping, Collection<Target> targets) {
        this.mapping = mapping;
        targets.stream().flatMap(Target::columns).forEach(field -> {
            known.add(ColumnName.withoutGaps(field));
            known.addAll(USUAL.getOrDefault(field, List.of()));
        });
        mapping.names().values().forEach(names -> names.forEach(name -> known.add(ColumnName.withoutGaps(name))));
    }

    /**
     * Refuses a name that cannot be shown, or is too long for one.
     *
     * @throws FileRefusedException {@code CONTROL_CHARACTER} or {@code CELL_TOO_LONG}
     */
    static void refuseUnusable(Column column, long line) {
        if (TextRules.firstControl(column.name()) >= 0) {
            throw new FileRefusedException(
                    ReasonCode.CONTROL_CHARACTER,
                    line,
                    "the name of column " + (column.index() + 1)
                            + " has a control character: save the file as 'CSV UTF-8'");
        }
        if (ADDRESS.matcher(column.name()).find()) {
            throw new FileRefusedException(
                    ReasonCode.NO_HEADER,
                    line,
                    "the name of column " + (column.index() + 1)
                            + " has an address in it: the first line names the columns, and people follow on lines of their own;"
                            + " save the list as 'CSV UTF-8'");
        }
        if (column.name().length() > LONGEST_NAME) {
            throw new FileRefusedException(
                    ReasonCode.CELL_TOO_LONG,
                    line,
                    "the name of column " + (column.index() + 1) + " has "
                            + column.name().length() + " characters: expected at most " + LONGEST_NAME);
        }
    }

    /** The names under which a column may be looked up, the one in the file first. */
    public static List<String> of(Column column) {
        return Stream.of(column.name(), ColumnName.plain(column.name()), column.plainName(), column.bracketedName())
                .map(ColumnName::withoutGaps)
                .map(name -> name.replace('\u2019', '\''))
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

    /** {@return whether two columns have a name that a target knows: nobody can tell which of them it is to read} */
    boolean isKnownTwice(String name, @Nullable Column other) {
        return other != null && known.contains(name);
    }

    /** {@return whether the name may mean either of the two: what stands in brackets alike means nothing else} */
    boolean isOneName(String name, Column column, @Nullable Column other) {
        return other != null
                && (known.contains(name)
                        || ColumnName.withoutGaps(column.plainName())
                                .equals(ColumnName.withoutGaps(other.plainName())));
    }

    /** {@return whether a target may know what the column has, by any of its names} */
    public boolean isKnown(Column column) {
        return !isPrivate(column) && of(column).stream().anyMatch(known::contains);
    }

    /** The names under which files have the column that the field has its values from, without gaps. */
    public Set<String> of(String field) {
        Set<String> names = new LinkedHashSet<>();
        mapping.names().getOrDefault(field, List.of()).forEach(name -> names.add(ColumnName.withoutGaps(name)));
        names.add(ColumnName.withoutGaps(field));
        names.addAll(USUAL.getOrDefault(field, List.of()));
        return names;
    }

    /** All names that targets know, folded and without gaps. */
    public Set<String> known() {
        return Collections.unmodifiableSet(known);
    }

    /** {@return whether the sender wants to keep it to themselves} */
    static boolean isPrivate(Column column) {
        return column.name().startsWith("_") && !EscapedText.isIn(column.name());
    }

    /** {@return whether it has passwords and the like, which never leave the file} */
    public static boolean isSecret(Column column) {
        return of(column).stream().anyMatch(name -> SECRET.matcher(name).matches());
    }

    /** {@return whether the feed does not want it to be read} */
    public boolean isIgnored(Column column) {
        return of(column).stream().anyMatch(mapping.ignored()::contains);
    }

    /** The column that has the values of a field, as the feed says, as it is called itself, or as is usual. */
    public Optional<Column> find(String field, Map<String, Column> columns) {
        return of(field).stream().filter(columns::containsKey).map(columns::get).findFirst();
    }
}
