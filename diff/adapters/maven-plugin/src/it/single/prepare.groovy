import dev.aludel.testing.TestServer

// who logs in stands in settings.xml
String url = TestServer.shared().database().url()
new File(basedir, 'test.properties').text = 'aludel.database-url=' + url.replaceFirst('[?].*', '') + '\n'
return true
