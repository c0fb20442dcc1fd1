-- Until now somebody was blocked by their account's id, once. From now on a block has the name by which it was made, and an id
-- of its own; what a report made says so, and where.
ALTER TABLE "blocks" ADD COLUMN "id" TEXT,
    ADD COLUMN "blocked_as" TEXT,
    ADD COLUMN "made_by" TEXT,
    ADD COLUMN "session_id" TEXT,
    ADD COLUMN "chat_type" TEXT;

UPDATE "blocks" SET "id" = gen_random_uuid()::text, "blocked_as" = "blocked_id", "made_by" = 'block';

-- A report and its blocks are of the same moment; nobody made these by a name, and they are told apart by their ids.
UPDATE "blocks" SET
    "blocked_as" = gen_random_uuid()::text,
    "made_by" = 'report',
    "session_id" = "reports"."session_id",
    "chat_type" = "reports"."chat_type"
FROM "reports"
WHERE "reports"."created_at" = "blocks"."created_at" AND (
    ("reports"."reporter_id" = "blocks"."blocker_id" AND "reports"."reported_id" = "blocks"."blocked_id")
    OR ("reports"."reporter_id" = "blocks"."blocked_id" AND "reports"."reported_id" = "blocks"."blocker_id"));

ALTER TABLE "blocks" ALTER COLUMN "id" SET NOT NULL,
    ALTER COLUMN "blocked_as" SET NOT NULL,
    ALTER COLUMN "made_by" SET NOT NULL,
    DROP CONSTRAINT "blocks_pkey",
    ADD CONSTRAINT "blocks_pkey" PRIMARY KEY ("id");

-- AlterTable
ALTER TABLE "session_participants" ADD COLUMN     "partner_id" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "blocks_blocker_id_blocked_as_key" ON "blocks"("blocker_id", "blocked_as");

-- CreateIndex
CREATE UNIQUE INDEX "session_participants_partner_id_key" ON "session_participants"("partner_id");
