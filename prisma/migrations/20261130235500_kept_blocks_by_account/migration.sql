-- AlterTable
ALTER TABLE "kept_blocks" ADD COLUMN     "by_account" BOOLEAN NOT NULL DEFAULT false;
