-- What moderators do beside deciding reports: bans with their appeals, warnings, notes, saved replies, claims; what was found
-- about reporters; counts by day; what retention deleted.
ALTER TABLE "reports" ADD COLUMN "assignee_id" TEXT, ADD COLUMN "decided_at" TIMESTAMPTZ(3),
  ADD COLUMN "reporter_met" SMALLINT NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "bans" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "by_id" TEXT,
    "reason" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "bans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appeals" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "ban_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "answer" TEXT,
    "decided_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "appeals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "warnings" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "by_id" TEXT,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "warnings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_notes" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "by_id" TEXT,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_replies" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_replies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_claims" (
    "case_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "moderator_id" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_claims_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "reporter_records" (
    "user_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "upheld" INTEGER NOT NULL DEFAULT 0,
    "dismissed" INTEGER NOT NULL DEFAULT 0,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reporter_records_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "matching_pauses" (
    "user_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "weight" DOUBLE PRECISION NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "matching_pauses_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "moderation_counts" (
    "tenant_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "moderation_counts_pkey" PRIMARY KEY ("tenant_id","day","demo","name","key")
);

-- CreateTable
CREATE TABLE "retention_runs" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "deleted" JSONB NOT NULL,

    CONSTRAINT "retention_runs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "bans_user_id_created_at_idx" ON "bans"("user_id", "created_at" DESC);
-- CreateIndex
CREATE INDEX "bans_until_idx" ON "bans"("until");
-- CreateIndex
CREATE UNIQUE INDEX "appeals_ban_id_key" ON "appeals"("ban_id");
-- CreateIndex
CREATE INDEX "appeals_tenant_id_status_created_at_idx" ON "appeals"("tenant_id", "status", "created_at" DESC);
-- CreateIndex
CREATE INDEX "appeals_user_id_idx" ON "appeals"("user_id");
-- CreateIndex
CREATE INDEX "warnings_user_id_created_at_idx" ON "warnings"("user_id", "created_at" DESC);
-- CreateIndex
CREATE INDEX "warnings_created_at_idx" ON "warnings"("created_at");
-- CreateIndex
CREATE INDEX "person_notes_user_id_created_at_idx" ON "person_notes"("user_id", "created_at" DESC);
-- CreateIndex
CREATE INDEX "person_notes_created_at_idx" ON "person_notes"("created_at");
-- CreateIndex
CREATE INDEX "saved_replies_tenant_id_idx" ON "saved_replies"("tenant_id");
-- CreateIndex
CREATE INDEX "case_claims_until_idx" ON "case_claims"("until");
-- CreateIndex
CREATE INDEX "reporter_records_changed_at_idx" ON "reporter_records"("changed_at");
-- CreateIndex
CREATE INDEX "matching_pauses_until_idx" ON "matching_pauses"("until");
-- CreateIndex
CREATE INDEX "retention_runs_at_idx" ON "retention_runs"("at" DESC);

-- Bans that run get a row, so that there is something to appeal; who made them is in the audit log.
INSERT INTO "bans" ("id", "tenant_id", "user_id", "by_id", "reason", "until", "created_at")
SELECT gen_random_uuid()::text, u."tenant_id", u."id", a."actor_id", coalesce(a."details"->>'reason', ''), u."banned_until",
  coalesce(a."at", now())
FROM "users" u LEFT JOIN LATERAL (
  SELECT "actor_id", "details", "at" FROM "audit_log"
  WHERE "target_id" = u."id" AND "action" = 'account.banned' ORDER BY "id" DESC LIMIT 1) a ON true
WHERE u."banned_until" > now();
