package invitations.ledger.plan;

import invitations.base.AddressText;
import invitations.invitation.Invitation;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The domain of the address that a row is sent to, as the column {@code domain} has it. */
final class RowDomain {
    private RowDomain() {}

    /** {@return in ASCII and lower case (RFC 5890); null where the row has no address} */
    static @Nullable String of(Invitation invitation) {
        List<String> addresses = invitation.addresses();
        if (addresses.isEmpty()) {
            return null;
        }
        String address = addresses.get(0);
        String domain = address.substring(address.lastIndexOf('@') + 1).strip();
        try {
            return (AddressText.isAscii(domain) ? domain : IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED))
                    .toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notOne) {
            return domain.toLowerCase(Locale.ROOT);
        }
    }
}
