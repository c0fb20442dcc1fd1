-- AlterTable
ALTER TABLE "messages" ADD COLUMN     "flagged" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "reports" ADD COLUMN     "conversation_id" TEXT;
