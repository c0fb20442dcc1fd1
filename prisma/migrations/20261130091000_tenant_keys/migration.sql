-- Keys with which accounts are made in a tenant, as digests.
CREATE TABLE "tenant_keys" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "tenant_keys_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "tenant_keys_hash_key" ON "tenant_keys"("hash");
CREATE INDEX "tenant_keys_tenant_id_idx" ON "tenant_keys"("tenant_id");

ALTER TABLE "tenant_keys" ADD CONSTRAINT "tenant_keys_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
