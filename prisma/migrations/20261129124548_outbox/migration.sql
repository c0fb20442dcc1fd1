-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "order_key" TEXT NOT NULL,
    "user_id" TEXT,
    "payload" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "outbox_kind_state_next_at_idx" ON "outbox"("kind", "state", "next_at");

-- CreateIndex
CREATE INDEX "outbox_kind_order_key_id_idx" ON "outbox"("kind", "order_key", "id");

-- CreateIndex
CREATE INDEX "outbox_state_settled_at_idx" ON "outbox"("state", "settled_at");

-- CreateIndex
CREATE INDEX "outbox_user_id_idx" ON "outbox"("user_id");
