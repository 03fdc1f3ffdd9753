/*
  Warnings:
  - You are about to drop; something.
*/
ALTER TABLE `Post` DROP COLUMN `old`,
    ADD COLUMN `slug` VARCHAR(50) NOT NULL AFTER `id`,
    ADD COLUMN `kind` ENUM('A', 'B') NULL,
    MODIFY `views` INTEGER NOT NULL DEFAULT 5,
    CHANGE COLUMN `title` `headline` VARCHAR(120) NOT NULL;
ALTER TABLE `Post` ALTER COLUMN `views` DROP DEFAULT;
ALTER TABLE `User` RENAME COLUMN `email` TO `mail`;
ALTER TABLE `User` RENAME INDEX `User_email_key` TO `User_mail_key`;
ALTER TABLE `Post` DROP FOREIGN KEY `Post_editorId_fkey`;
CREATE INDEX `Post_author_slug_idx` ON `Post`(`authorId`, `slug`(10));
CREATE FULLTEXT INDEX `Post_search` ON `Post`(`headline`);
DROP INDEX `title` ON `Post`;
RENAME TABLE `_AToB` TO `_Joined`;
ALTER TABLE `_Joined` ADD PRIMARY KEY (`A`, `B`), DROP INDEX `_AToB_AB_unique`;
UPDATE `User` SET `name` = 'x' WHERE `name` IS NULL;
SET FOREIGN_KEY_CHECKS = 0;
