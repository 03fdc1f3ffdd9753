CREATE TYPE "Role" AS ENUM ('USER', 'ADMIN');
CREATE TABLE "User" (id serial PRIMARY KEY, "role" "Role" NOT NULL DEFAULT 'USER', mail text NOT NULL, age integer CHECK (age > 0));
CREATE UNIQUE INDEX "User_mail_key" ON "User" (mail) WHERE mail <> '';
CREATE INDEX by_lower ON "User" (lower(mail));
CREATE TABLE "Post" (id text PRIMARY KEY, author integer NOT NULL, CONSTRAINT "Post_author_fkey" FOREIGN KEY (author) REFERENCES "User" (id) ON DELETE SET NULL ON UPDATE CASCADE);
