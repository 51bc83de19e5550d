package invitations.architecture.samples.send;

import invitations.architecture.samples.ledger.store.Table;
import java.sql.Connection;

/** Is named as what routes call, has a connection, and looks into the store. */
public record SendSteps(Connection connection, Table table) {}
