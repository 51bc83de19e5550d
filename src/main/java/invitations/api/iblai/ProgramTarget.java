package invitations.api.iblai;

import static invitations.invitation.FieldType.PROGRAM_KEY;

import invitations.invitation.Operation;
import java.util.List;

/** Invitations to a program: {@code /api/catalog/invitations/program/}. */
public final class ProgramTarget extends IblaiTarget {

    public ProgramTarget() {
        super("program", "program_key", PROGRAM_KEY, enrollment("program"));
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
