BEGIN;
CREATE TYPE "Role_new" AS ENUM ('MEMBER', 'OWNER');
ALTER TABLE users ALTER COLUMN "role" DROP DEFAULT;
ALTER TABLE users ALTER COLUMN "role" TYPE "Role_new" USING ("role"::text::"Role_new");
ALTER TYPE user_role RENAME TO "Role_old";
ALTER TYPE "Role_new" RENAME TO user_role;
DROP TYPE "Role_old";
ALTER TABLE users ALTER COLUMN "role" SET DEFAULT 'MEMBER';
COMMIT;
