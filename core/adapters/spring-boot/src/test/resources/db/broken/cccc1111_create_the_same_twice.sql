-- revision: cccc1111
-- created: 2026-11-21T10:15:30Z
-- message: Create the same twice

-- upgrade
CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE customer (id bigint PRIMARY KEY);

-- downgrade
DROP TABLE customer;
