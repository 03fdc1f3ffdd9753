-- CreateTable
CREATE TABLE `User` (
    `id` INTEGER UNSIGNED NOT NULL AUTO_INCREMENT,
    `email` VARCHAR(191) NOT NULL,
    `name` VARCHAR(191) NULL DEFAULT 'it''s',
    `role` ENUM('USER', 'AD,MIN') NOT NULL DEFAULT 'USER',
    `price` DECIMAL(65, 30) NOT NULL DEFAULT 1.50,
    `low` INTEGER NOT NULL DEFAULT -1,
    `active` BOOLEAN NOT NULL DEFAULT true,
    `bio` TEXT NOT NULL,
    `data` JSON NULL,
    `createdAt` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    `seenAt` TIMESTAMP(0) NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    `twice` INTEGER GENERATED ALWAYS AS (`low` * 2) STORED,

    UNIQUE INDEX `User_email_key`(`email`),
    INDEX `User_bio_idx`(`bio`(20), `createdAt` DESC),
    FULLTEXT INDEX `User_bio_search`(`bio`),
    CONSTRAINT `positive` CHECK (`price` > 0),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `Post` (
    `id` CHAR(36) NOT NULL,
    `authorId` INTEGER UNSIGNED NOT NULL,
    `editorId` INTEGER UNSIGNED NULL,
    `title` VARCHAR(100) NOT NULL COMMENT 'a; b',
    `views` BIGINT NULL DEFAULT 0,
    `old` TINYINT NULL,
    KEY (`title`),
    UNIQUE (`title`, `authorId`),
    PRIMARY KEY (`id`)
) ENGINE=InnoDB;

CREATE TABLE `_AToB` (`A` INT NOT NULL, `B` INT NOT NULL, UNIQUE INDEX `_AToB_AB_unique`(`A`, `B`), INDEX `_AToB_B_index`(`B`));

-- AddForeignKey
ALTER TABLE `Post` ADD CONSTRAINT `Post_authorId_fkey` FOREIGN KEY (`authorId`) REFERENCES `User`(`id`) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE `Post` ADD CONSTRAINT `Post_editorId_fkey` FOREIGN KEY (`editorId`) REFERENCES `User`(`id`) ON DELETE SET NULL ON UPDATE CASCADE;
CREATE VIEW `Titles` AS SELECT `title` FROM `Post`;
