String log = new File(basedir, 'build.log').text
String[] files = new File(basedir, 'src/main/java/db/revisions').list()
assert files.length == 1 && files[0] ==~ /R[0-9a-f]{12}_create_invoice\.java/
assert log.contains('[INFO] Generated src/main/java/db/revisions/' + files[0])
assert log.contains('[INFO] + table invoice (1 columns)')
assert log =~ /\[INFO\] 1 revision applied in \d+ ms, now at [0-9a-f]{12}/
assert log.contains('[INFO] No new upgrade operations detected.')
assert log.contains('New upgrade operations detected: + table receipt (1 columns)')
assert log.contains('[INFO] skipped, because aludel.skip says so')
assert !log.contains('password=')
assert !log.contains('SLF4J')
