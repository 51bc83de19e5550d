package invitations.invitation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A place that invitations go to: {@code platform}, {@code program}. One small class and one route file each;
 * nothing else knows the target by name. Implementations are immutable and safe for any number of threads.
 */
public interface Target {
    /**
     * The columns by which the vendor's CSV templates tell where a row goes, whether or not their target is registered
     * here: a person meant for a course is not to be invited to its platform instead.
     */
    List<String> KEY_COLUMNS_OF_THE_API = List.of("program_key", "course_id");

    /** The name in columns, feeds and reports; the route that invites there is {@code invite-to-<name>}. */
    String name();

    /** The column whose value says where in the target the person is invited, for example {@code program_key}. */
    String keyColumn();

    /**
     * {@return whether a file that has the key column means this target without saying so in a {@code target} column or in the
     * feed's settings} Where no such column is there, the target is the {@link #isFallback() fallback}.
     */
    default boolean isRecognisedByItsKeyColumn() {
        return false;
    }

    /** {@return whether rows that say nothing else are meant for this target} True for one target only. */
    default boolean isFallback() {
        return false;
    }

    /** The operations that the API offers, the one taken by default first. */
    List<Operation> operations();

    /** The columns that the operation knows, the key column among them. */
    List<TargetField> fields(Operation operation);

    /** The names of all columns that any operation knows. */
    default Stream<String> columns() {
        return operations().stream()
                .flatMap(operation -> fields(operation).stream())
                .map(TargetField::column);
    }

    /**
     * The columns of which a row must have at least one, for example {@code email} and {@code username}; empty where the
     * operation concerns no person.
     */
    Set<String> subjectColumns(Operation operation);

    /** {@return whether columns that the target does not know go along in the item's {@code metadata}} */
    default boolean keepsMetadata() {
        return true;
    }

    /** The invitation that its person needs before this one makes sense, such as one to the platform; mostly none. */
    default Optional<Invitation> before(Invitation invitation) {
        return Optional.empty();
    }

    /**
     * What is wrong with an item whose cells are right each by itself.
     *
     * @param item what would be sent, without the marker
     * @return empty when nothing is
     */
    default List<RowError> problems(Operation operation, Map<String, Object> item) {
        return List.of();
    }
}
