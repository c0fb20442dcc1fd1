-- CreateIndex
CREATE INDEX "ledger_transactions_tenant_id_about_id_idx" ON "ledger_transactions"("tenant_id", "about", "id" DESC);
