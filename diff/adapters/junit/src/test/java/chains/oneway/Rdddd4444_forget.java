package chains.oneway;

import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.Migration;
import dev.aludel.core.revision.Revision;

@Revision(id = "dddd4444", revises = "cccc3333", message = "forget", created = "2026-11-21T10:15:30Z")
public final class Rdddd4444_forget implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.irreversible("nobody knows what the notes said");
    }
}
