String log = new File(basedir, 'build.log').text
assert log.contains('Target database is not up to date: it is at base, the revisions are at aaaa1111; run upgrade head first')
assert log =~ /\[INFO\] 1 revision applied in \d+ ms, now at aaaa1111/
assert log.contains('[INFO] No new upgrade operations detected.')
assert log =~ /\[INFO\] 1 revision undone in \d+ ms, now at base/
assert log.count('[INFO] skipped, because aludel.skip says so') == 6
assert log =~ /Status +● AT BASE/
assert !log.contains('password=')
