/** Routes to SFTP and FTPS servers: components, file filters, deliveries. */
@NullMarked
package invitations.camel.remote;

import org.jspecify.annotations.NullMarked;
