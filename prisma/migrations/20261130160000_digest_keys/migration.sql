-- Keys of digests that are made once and outlive the server's secret: the one of the audit log.
CREATE TABLE "digest_keys" (
    "id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "secret_mark" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "digest_keys_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "digest_keys_purpose_secret_mark_key" ON "digest_keys"("purpose", "secret_mark");
