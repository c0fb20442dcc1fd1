-- CreateTable
CREATE TABLE "kept_digests" (
    "tenant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "banned_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "kept_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kept_digests_pkey" PRIMARY KEY ("tenant_id","digest","user_id")
);

-- CreateTable
CREATE TABLE "kept_blocks" (
    "tenant_id" TEXT NOT NULL,
    "blocker_id" TEXT NOT NULL,
    "blocked_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "kept_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kept_blocks_pkey" PRIMARY KEY ("blocker_id","blocked_id")
);

-- CreateIndex
CREATE INDEX "kept_digests_user_id_idx" ON "kept_digests"("user_id");

-- CreateIndex
CREATE INDEX "kept_digests_kept_until_idx" ON "kept_digests"("kept_until");

-- CreateIndex
CREATE INDEX "kept_blocks_blocked_id_idx" ON "kept_blocks"("blocked_id");

-- CreateIndex
CREATE INDEX "kept_blocks_kept_until_idx" ON "kept_blocks"("kept_until");
