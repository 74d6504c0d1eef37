/** The revisions of the database, oldest first by what each revises. */
@NullMarked
package db.revisions;

import org.jspecify.annotations.NullMarked;
