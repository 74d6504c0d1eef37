-- revision: bbbb2222
-- revises: aaaa1111
-- message: add paid

-- upgrade
ALTER TABLE invoice ADD paid boolean NOT NULL;

-- downgrade
COMMENT ON TABLE invoice IS 'not paid';
