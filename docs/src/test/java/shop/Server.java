package shop;

import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;

public final class Server {
    public static void main(String[] args) throws Exception {
        TestDatabase database = TestServer.shared().database("shop");
        System.out.println("export DATABASE_URL='" + database.url() + "'");
        Thread.sleep(Long.MAX_VALUE); // until Ctrl-C; what is in it goes then
    }
}
