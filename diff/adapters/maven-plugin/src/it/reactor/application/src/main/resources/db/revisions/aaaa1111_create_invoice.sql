-- revision: aaaa1111
-- message: create invoice

-- upgrade
CREATE TABLE invoice (id bigint NOT NULL PRIMARY KEY);

-- downgrade
DROP TABLE invoice;
