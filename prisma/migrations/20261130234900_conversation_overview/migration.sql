-- CreateIndex
CREATE INDEX "conversations_tenant_id_kind_created_at_id_idx" ON "conversations"("tenant_id", "kind", "created_at" DESC, "id");
