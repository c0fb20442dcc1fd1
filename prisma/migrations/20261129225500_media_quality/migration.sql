-- AlterTable
ALTER TABLE "reports" ADD COLUMN     "quality" JSONB;

-- AlterTable
ALTER TABLE "session_participants" ADD COLUMN     "quality" JSONB;
