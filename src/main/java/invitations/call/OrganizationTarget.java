package invitations.call;

import invitations.invitation.Field;
import invitations.invitation.FieldType;
import invitations.invitation.Operation;

/** What the targets of the GitBook API have in common: each call is for one organization. */
abstract class OrganizationTarget implements ApiTarget {
    /** The column that says which. It is part of the path, and not of what is sent. */
    static final Field ORGANIZATION = Field.unsent("organization", FieldType.ORGANIZATION);

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
