-- revision: audit1
-- message: A library's log
-- upgrade
CREATE TABLE log (id bigint PRIMARY KEY);
-- downgrade
DROP TABLE log;
