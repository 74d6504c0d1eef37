-- revision: host1
-- message: A host's table that points at it
-- upgrade
CREATE TABLE entry (id bigint PRIMARY KEY, log_id bigint REFERENCES audit.log);
-- downgrade
DROP TABLE entry;
