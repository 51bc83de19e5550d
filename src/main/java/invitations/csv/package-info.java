/** CSV as a format: dialects, names of columns, characters of cells, and the writer of CSV files. */
@NullMarked
package invitations.csv;

import org.jspecify.annotations.NullMarked;
