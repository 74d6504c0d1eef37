-- revision: aaaa1111
-- created: 2026-11-21T10:15:30Z
-- message: Create customers

-- upgrade
CREATE TABLE customer (id bigint PRIMARY KEY, name varchar(80) NOT NULL, short_name varchar(20));

-- downgrade
DROP TABLE customer;
