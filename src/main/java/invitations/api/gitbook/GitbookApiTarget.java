package invitations.api.gitbook;

import invitations.api.ApiTarget;
import invitations.invitation.FieldType;
import invitations.invitation.Operation;
import invitations.invitation.TargetField;

/** What the targets of the GitBook API have in common: each call is for one organization. */
abstract class GitbookApiTarget implements ApiTarget {
    /** The column that says which. It is part of the path, and not of what is sent. */
    static final TargetField ORGANIZATION = TargetField.unsent("organization", FieldType.ORGANIZATION);

    @Override
    public final String api() {
        return GitbookList.API;
    }

    @Override
    public final String keyColumn() {
        return ORGANIZATION.column();
    }

    /** The API has no place for it. */
    @Override
    public final boolean keepsMetadata() {
        return false;
    }

    @Override
    public final String permission(Operation operation) {
        return "an administrator of the organization";
    }
}
