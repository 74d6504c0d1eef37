-- revision: cccc3333
-- revises: bbbb2222
-- message: drop note

-- upgrade
ALTER TABLE invoice DROP note;

-- downgrade
ALTER TABLE invoice ADD note text;
