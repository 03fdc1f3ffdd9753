PRAGMA foreign_keys=OFF;
-- CreateTable
CREATE TABLE "User" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "email" TEXT NOT NULL,
    "name" TEXT DEFAULT 'it''s',
    "price" DECIMAL NOT NULL DEFAULT 1.5,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "data" JSONB,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "day" TEXT DEFAULT (date('now')),
    "twice" INTEGER GENERATED ALWAYS AS ("id" * 2) STORED,
    CHECK ("price" > 0)
);
CREATE TABLE "Post" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "authorId" INTEGER NOT NULL,
    "parent" TEXT REFERENCES "Post" ("id") ON DELETE SET NULL,
    "title" TEXT NOT NULL UNIQUE,
    "old" BIG INT,
    "any",
    CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TABLE "Tag" ("a" TEXT NOT NULL, "b" TEXT NOT NULL, CONSTRAINT "both" PRIMARY KEY ("a", "b")) WITHOUT ROWID;
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
CREATE INDEX "User_lower" ON "User"(lower("email"), "createdAt" DESC) WHERE "active" = 1;
CREATE TRIGGER "t" AFTER INSERT ON "User" BEGIN UPDATE "User" SET "name" = 'a;b'; END;
