package invitations.intake;

import invitations.feed.Feed;
import invitations.invitation.Code;
import invitations.invitation.ColumnName;
import invitations.invitation.Field;
import invitations.invitation.FieldType;
import invitations.invitation.Invitation;
import invitations.invitation.Operation;
import invitations.invitation.RefusedFile;
import invitations.invitation.RowError;
import invitations.invitation.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a target's invitations of the rows of one file. Safe for any number of threads. */
final class TargetForm {
    private static final String SOURCE = "source";

    private final Target target;
    private final List<Slot> slots;
    private final Metadata metadata;
    private final String subject;

    /** @throws RefusedFile {@code INVALID_FEED} when a value that the feed sets is not one for its field */
    TargetForm(Target target, Header header, Feed feed) {
        this.target = target;
        slots = target.fields().stream()
                .map(field -> Slot.of(target, field, ValueSource.of(header, field.column(), standIn(field, feed))))
                .sorted(Comparator.comparingInt(TargetForm::place))
                .toList();
        metadata = Metadata.of(target, header, feed);
        subject = target.fields().stream()
                .map(Field::column)
                .filter(target.subjectColumns()::contains)
                .collect(Collectors.joining(" or "));
        List<RowError> errors = new ArrayList<>();
        slots.forEach(slot -> slot.read(List.of(), errors));
        metadata.read(List.of(), errors);
        if (!errors.isEmpty()) {
            throw new RefusedFile(
                    Code.INVALID_FEED,
                    0,
                    "the settings of feed " + feed.name() + " give "
                            + errors.get(0).message());
        }
    }

    Target target() {
        return target;
    }

    /** The columns without which no row can be sent, and for which neither the file nor the feed has anything. */
    List<String> missingColumns() {
        List<String> missing = new ArrayList<>();
        if (slots.stream().noneMatch(slot -> slot.isSubject() && slot.source().isThere())) {
            missing.add(subject);
        }
        slots.stream()
                .filter(slot -> slot.isRequired() && !slot.source().isThere())
                .map(slot -> slot.field().column())
                .forEach(missing::add);
        return missing;
    }

    /** Reads the row; null when it added errors to those that were there. */
    @Nullable
    Invitation read(List<String> cells, Operation operation, List<RowError> errors) {
        int before = errors.size();
        Map<String, Object> item = new LinkedHashMap<>();
        String platformKey = "";
        String targetKey = "";
        String email = null;
        String username = null;
        boolean namesSomebody = false;
        for (Slot slot : slots) {
            int wrong = errors.size();
            Object value = slot.read(cells, errors);
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
            platformKey = type == FieldType.PLATFORM_KEY ? value.toString() : platformKey;
            email = slot.isSubject() && type == FieldType.EMAIL ? value.toString() : email;
            username = slot.isSubject() && type == FieldType.USERNAME ? value.toString() : username;
        }
        if (!namesSomebody) {
            errors.add(missing(subject, "the person to invite"));
        }
        Map<String, Object> others = metadata.read(cells, errors);
        if (!others.isEmpty()) {
            item.put(Header.METADATA, others);
        }
        return errors.size() > before
                ? null
                : new Invitation(target.name(), operation, platformKey, targetKey, email, username, item);
    }

    private static RowError missing(String column, String expected) {
        return new RowError(Code.MISSING_VALUE, column, null, expected);
    }

    private static int place(Slot slot) {
        int index = slot.source().index();
        return index < 0 ? Integer.MAX_VALUE : index;
    }

    private static String standIn(Field field, Feed feed) {
        String ofFeed = null;
        if (field.type() == FieldType.PLATFORM_KEY) {
            ofFeed = feed.platformKey();
        } else if (field.column().equals(SOURCE)) {
            ofFeed = feed.source();
        }
        return feed.defaults().getOrDefault(ColumnName.fold(field.column()), ofFeed == null ? "" : ofFeed);
    }
}
