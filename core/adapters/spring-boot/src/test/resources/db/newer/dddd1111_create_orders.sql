-- revision: dddd1111
-- revises: aaaa1111
-- created: 2026-11-22T10:15:30Z
-- message: Create orders

-- upgrade
CREATE TABLE "order" (id bigint PRIMARY KEY);

-- downgrade
DROP TABLE "order";
