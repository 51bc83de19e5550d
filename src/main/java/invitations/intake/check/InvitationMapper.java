package invitations.intake.check;

import invitations.csv.ColumnName;
import invitations.feed.Feed;
import invitations.feed.FeedPrechecks;
import invitations.intake.column.Header;
import invitations.invitation.BlankMode;
import invitations.invitation.FieldType;
import invitations.invitation.InputRow;
import invitations.invitation.Invitation;
import invitations.invitation.Operation;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.Target;
import invitations.invitation.TargetField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a target's invitations of the rows of one file that ask for one operation. Safe for any number of threads. */
final class InvitationMapper {
    private static final String SOURCE = "source";

    private final Target target;
    private final Operation operation;
    private final Feed feed;
    private final RowPolicy rules;
    private final List<FieldBinding> slots;
    private final Metadata metadata;
    private final String subject;

    InvitationMapper(Target target, Operation operation, Header header, Feed feed, RowPolicy rules) {
        this.target = target;
        this.operation = operation;
        this.feed = feed;
        this.rules = rules;
        slots = target.fields(operation).stream()
                .map(field -> FieldBinding.of(
                        target,
                        operation,
                        field,
                        ColumnSource.of(header, field.column(), standIn(field, feed)),
                        feed.restrictions().areUnusualAccepted()))
                .sorted(Comparator.comparingInt(InvitationMapper::place))
                .toList();
        metadata = Metadata.of(target, operation, header, feed);
        Set<String> subjects = target.subjectColumns(operation);
        subject = target.fields(operation).stream()
                .map(TargetField::column)
                .filter(subjects::contains)
                .collect(Collectors.joining(" or "));
    }

    /** {@return what is wrong with the values that the feed sets} */
    List<RowError> mistakes() {
        List<RowError> errors = new ArrayList<>();
        slots.forEach(slot -> value(slot, List.of(), errors));
        metadata.read(List.of(), errors);
        return errors;
    }

    /** The columns without which no row can be sent, and for which neither the file nor the feed has anything. */
    List<String> missingColumns() {
        List<String> missing = new ArrayList<>();
        if (!subject.isEmpty()
                && slots.stream()
                        .noneMatch(slot -> slot.isSubject() && slot.source().isThere())) {
            missing.add(subject);
        }
        slots.stream()
                .filter(slot -> slot.isRequired() && !slot.source().isThere())
                .map(slot -> slot.field().column())
                .forEach(missing::add);
        return missing;
    }

    /** The names of the columns of the file that go along in the metadata. */
    List<String> metadataNames() {
        return metadata.names();
    }

    /** Reads the row; null when it added errors to those that were there. */
    @Nullable
    Invitation read(InputRow row, List<RowError> errors) {
        int before = errors.size();
        Map<String, Object> item = new LinkedHashMap<>();
        String tenant = "";
        String targetKey = "";
        String email = null;
        String username = null;
        boolean namesSomebody = subject.isEmpty();
        for (FieldBinding slot : slots) {
            int wrong = errors.size();
            Object value = value(slot, row.cells(), errors);
            namesSomebody |= slot.isSubject() && (value != null || errors.size() > wrong);
            if (value == null) {
                if (errors.size() == wrong && slot.isRequired()) {
                    errors.add(missing(slot.source().name(), "a value, here or for the whole feed"));
                }
                continue;
            }
            slot.put(item, value);
            FieldType type = slot.field().type();
            targetKey = slot.isTargetKey() ? value.toString() : targetKey;
            tenant = type.isTenant() ? value.toString() : tenant;
            email = slot.isSubject() && type == FieldType.EMAIL ? value.toString() : email;
            username = slot.isSubject() && type == FieldType.USERNAME ? value.toString() : username;
        }
        if (!namesSomebody) {
            errors.add(missing(subject, "the person to invite"));
        }
        String pool = pool(row, item);
        Map<String, Object> others = metadata.read(row.cells(), errors);
        if (!others.isEmpty()) {
            item.put(Header.METADATA, others);
        }
        if (errors.size() == before) {
            errors.addAll(target.problems(operation, item));
        } else {
            SwappedColumns.explain(slots, row.cells(), errors);
        }
        return errors.size() > before
                ? null
                : new Invitation(
                        target.name(), operation, tenant, targetKey, pool, email, username, item, asking(item));
    }

    /** {@return what the blank invitations that the row speaks of are known by; a name of its own where it makes some} */
    private @Nullable String pool(InputRow row, Map<String, Object> item) {
        return switch (operation) {
            case SINGLE, BULK -> null;
            case BLANK -> String.valueOf(item.computeIfAbsent(SOURCE, any -> rules.sourceOf(row.number())));
            case REDEEM -> String.valueOf(item.get(SOURCE));
        };
    }

    private Invitation.Asking asking(Map<String, Object> item) {
        boolean isFirst =
                switch (operation) {
                    case SINGLE, BULK ->
                        !subject.isEmpty() && feed.precautions().asksFirst();
                    case BLANK -> BlankMode.ENSURE.label().equals(item.get(BlankMode.FIELD));
                    case REDEEM -> true;
                };
        return isFirst ? Invitation.Asking.FIRST : Invitation.Asking.NOT;
    }

    /** {@return what comes before, where the feed wants it; null when nothing does} */
    @Nullable
    Invitation first(Invitation invitation) {
        FeedPrechecks.EnsurePlatform wanted = feed.precautions().ensurePlatform();
        Invitation first = wanted == FeedPrechecks.EnsurePlatform.OFF
                ? null
                : target.before(invitation).orElse(null);
        return first == null || wanted == FeedPrechecks.EnsurePlatform.INVITE
                ? first
                : first.asking(Invitation.Asking.ONLY);
    }

    private @Nullable Object value(FieldBinding slot, List<String> cells, List<RowError> errors) {
        Object value = slot.read(cells, errors);
        RowError broken = value == null
                ? null
                : rules.broken(slot.field().type(), slot.source().name(), value, feed);
        if (broken != null) {
            errors.add(broken);
        }
        return broken == null ? value : null;
    }

    private static RowError missing(String column, String expected) {
        return new RowError(ReasonCode.MISSING_VALUE, column, null, expected);
    }

    private static int place(FieldBinding slot) {
        int index = slot.source().index();
        return index < 0 ? Integer.MAX_VALUE : index;
    }

    private static String standIn(TargetField field, Feed feed) {
        String ofFeed = null;
        if (field.type() == FieldType.PLATFORM_KEY) {
            ofFeed = feed.platformKey();
        } else if (field.type() == FieldType.ORGANIZATION) {
            ofFeed = feed.organization();
        } else if (field.column().equals(SOURCE) && field.type() == FieldType.TEXT) {
            // Who invites, which is no name for blank invitations: these would be counted with all others.
            ofFeed = feed.source();
        }
        String standIn = feed.standIn(ColumnName.fold(field.column()));
        return standIn.isEmpty() && ofFeed != null ? ofFeed : standIn;
    }
}
