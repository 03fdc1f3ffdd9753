-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_User" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT 'none',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO "new_User" ("createdAt", "email", "id", "name") SELECT "createdAt", "email", "id", coalesce("name", 'x') AS "name" FROM "User";
DROP TABLE "User";
ALTER TABLE "new_User" RENAME TO "User";
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
PRAGMA foreign_key_check("User");
PRAGMA foreign_keys=ON;
ALTER TABLE "Post" DROP COLUMN "old";
ALTER TABLE "Post" RENAME COLUMN "title" TO "headline";
ALTER TABLE "Post" ADD COLUMN "slug" VARCHAR(20) NOT NULL DEFAULT '';
CREATE INDEX "Post_slug_idx" ON "Post"("slug");
DROP INDEX "Post_slug_idx";
CREATE VIEW "Titles" AS SELECT "headline" FROM "Post";
