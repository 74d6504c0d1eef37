-- revision: cccc3333
-- revises: aaaa1111
-- message: touch

-- upgrade
UPDATE invoice SET id = id;

-- downgrade
UPDATE invoice SET id = id;
