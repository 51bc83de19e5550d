package invitations.intake.column;

import invitations.feed.Feed;
import invitations.invitation.FieldType;
import invitations.invitation.Target;
import invitations.invitation.TargetField;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The fields that decide who is invited, where and how, of a file and its feed; what the feed sets for all rows is none of them.
 * Immutable.
 */
public final class DecisiveFields {
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

    private final Header header;
    private final Feed feed;
    private final Set<String> fields = new LinkedHashSet<>(ALWAYS);
    private final Set<String> decisive = new LinkedHashSet<>();

    /** @param candidates the targets that rows of the file may go to */
    public DecisiveFields(Header header, Feed feed, Collection<Target> candidates) {
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
        decisive.retainAll(fields);
    }

    private static boolean isDecisive(TargetField field) {
        return DECISIVE.contains(field.type());
    }

    /** {@return what the feed sets for all rows, no column decides} */
    private boolean isSetByFeed(String field) {
        return feed.mapping().constants().containsKey(field)
                || feed.mapping().computed().containsKey(field);
    }

    /** All of them, those included that decide for targets only which no row of the file may go to. */
    Set<String> all() {
        return Collections.unmodifiableSet(fields);
    }

    /** Those that decide for a row of the file. */
    public Set<String> ofFile() {
        return Collections.unmodifiableSet(decisive);
    }

    /** The field of that very name, without gaps, where the file has no column for it. */
    Optional<String> named(String name) {
        return fields.stream()
                .filter(field -> header.find(field).isEmpty())
                .filter(field -> header.names().of(field).contains(name))
                .findFirst();
    }

    /** By another word for it, without gaps, where the file has no column of the right name. */
    Optional<String> similar(String name) {
        return decisive.stream()
                .filter(field -> header.find(field).isEmpty())
                .filter(field -> OrdinaryColumns.isSimilar(name, field))
                .findFirst();
    }
}
