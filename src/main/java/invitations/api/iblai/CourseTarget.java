package invitations.api.iblai;

import static invitations.invitation.FieldType.COURSE_KEY;

import invitations.api.InvitationList;
import invitations.invitation.Operation;
import java.util.List;
import java.util.Optional;

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
    public Optional<InvitationList> licences() {
        return Optional.of(IblaiList.LICENCES);
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.BULK, Operation.SINGLE, Operation.BLANK, Operation.REDEEM);
    }
}
