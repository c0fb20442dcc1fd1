-- AlterTable
ALTER TABLE "logins" ADD COLUMN     "place" TEXT;
