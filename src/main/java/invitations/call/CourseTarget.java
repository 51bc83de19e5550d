package invitations.call;

import static invitations.invitation.FieldType.COURSE_KEY;

import invitations.invitation.Operation;
import java.util.List;

/** Invitations to a course: {@code /api/catalog/invitations/course/}. */
public final class CourseTarget extends IblaiTarget {

    public CourseTarget() {
        super("course", "course_id", COURSE_KEY, enrollment("course"));
    }

    @Override
    public boolean isRecognisedByItsKeyColumn() {
        return true;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.BULK, Operation.SINGLE, Operation.BLANK, Operation.REDEEM);
    }
}
