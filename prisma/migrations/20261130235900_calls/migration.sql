-- CreateTable
CREATE TABLE "call_records" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "call_type" TEXT NOT NULL,
    "is_group" BOOLEAN NOT NULL,
    "placer_id" TEXT,
    "visit_id" TEXT,
    "state" TEXT NOT NULL,
    "end_reason" TEXT,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "call_records_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_participants" (
    "call_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "joined_at" TIMESTAMPTZ(3),
    "left_at" TIMESTAMPTZ(3),
    "is_missed" BOOLEAN NOT NULL DEFAULT false,
    "quality" JSONB,

    CONSTRAINT "call_participants_pkey" PRIMARY KEY ("call_id","user_id")
);

-- CreateIndex
CREATE INDEX "call_records_placed_at_idx" ON "call_records"("placed_at");

-- CreateIndex
CREATE INDEX "call_records_tenant_id_placed_at_idx" ON "call_records"("tenant_id", "placed_at");

-- CreateIndex
CREATE INDEX "call_records_placer_id_idx" ON "call_records"("placer_id");

-- CreateIndex
CREATE INDEX "call_participants_user_id_placed_at_idx" ON "call_participants"("user_id", "placed_at" DESC);

-- AddForeignKey
ALTER TABLE "call_records" ADD CONSTRAINT "call_records_placer_id_fkey" FOREIGN KEY ("placer_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_participants" ADD CONSTRAINT "call_participants_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call_records"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_participants" ADD CONSTRAINT "call_participants_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Calls that go on, which are few: those of them that were lost are looked for.
CREATE INDEX "call_records_open_idx" ON "call_records"("id") WHERE "ended_at" IS NULL;
