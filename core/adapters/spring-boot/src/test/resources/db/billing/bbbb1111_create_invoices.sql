-- revision: bbbb1111
-- created: 2026-11-21T10:15:30Z
-- message: Create invoices

-- upgrade
CREATE TABLE invoice (id bigint PRIMARY KEY);

-- downgrade
DROP TABLE invoice;
