package invitations.invitation;

import java.util.List;
import java.util.Set;

/**
 * A place that invitations go to: {@code platform}, {@code program}. One small class and one route file each;
 * nothing else knows the target by name. Implementations are immutable and safe for any number of threads.
 */
public interface Target {

    /** The name in columns, feeds and reports; the route that invites there is {@code invite-to-<name>}. */
    String name();

    /** The column whose value says where in the target the person is invited, for example {@code program_key}. */
    String keyColumn();

    /**
     * Whether a file that has the key column means this target without saying so in a {@code target} column or in the
     * feed's settings. Where no such column is there, the target is the {@link #isFallback() fallback}.
     */
    boolean isRecognisedByItsKeyColumn();

    /** Whether rows that say nothing else are meant for this target. True for one target only. */
    boolean isFallback();

    /** The columns that the target knows, its key column among them; all others go into {@code metadata}. */
    List<Field> fields();

    /** The operations that the API offers, the one taken by default first. */
    List<Operation> operations();

    /** The columns of which a row must have at least one, for example {@code email} and {@code username}. */
    Set<String> subjectColumns();
}
