-- The audit log becomes a chain: each entry has its place and a keyed hash over itself and the one before. Entries from before
-- it have places below zero and no hash; they go within a year.
ALTER TABLE "audit_log" ADD COLUMN "seq" BIGINT, ADD COLUMN "hash" TEXT;
UPDATE "audit_log" SET "seq" = -"id", "hash" = '';
ALTER TABLE "audit_log" ALTER COLUMN "seq" SET NOT NULL, ALTER COLUMN "hash" SET NOT NULL;

-- CreateTable
CREATE TABLE "audit_chains" (
    "tenant_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "hash" TEXT NOT NULL DEFAULT '',
    "key_mark" TEXT NOT NULL,
    "anchor_seq" BIGINT NOT NULL DEFAULT 0,
    "anchor_hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "audit_chains_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_log_tenant_id_seq_key" ON "audit_log"("tenant_id", "seq");
