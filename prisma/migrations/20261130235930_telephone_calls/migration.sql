-- CreateTable
CREATE TABLE "telephone_calls" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "placer_id" TEXT,
    "provider_id" TEXT,
    "customer_number" TEXT NOT NULL,
    "assistant_id" TEXT,
    "status" TEXT NOT NULL,
    "ended_reason" TEXT,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "telephone_calls_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "telephone_calls_provider_id_key" ON "telephone_calls"("provider_id");

-- CreateIndex
CREATE INDEX "telephone_calls_tenant_id_placed_at_idx" ON "telephone_calls"("tenant_id", "placed_at");

-- CreateIndex
CREATE INDEX "telephone_calls_placer_id_idx" ON "telephone_calls"("placer_id");

-- CreateIndex
CREATE INDEX "telephone_calls_placed_at_idx" ON "telephone_calls"("placed_at");

-- AddForeignKey
ALTER TABLE "telephone_calls" ADD CONSTRAINT "telephone_calls_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "telephone_calls" ADD CONSTRAINT "telephone_calls_placer_id_fkey" FOREIGN KEY ("placer_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
