-- What a provider said about somebody's age: that it is enough, or not; never the age.
ALTER TABLE "users" ADD COLUMN "age_assured_at" TIMESTAMPTZ(3);

CREATE TABLE "age_checks" (
    "user_id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "result" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "age_checks_pkey" PRIMARY KEY ("user_id")
);

CREATE UNIQUE INDEX "age_checks_reference_key" ON "age_checks"("reference");

ALTER TABLE "age_checks" ADD CONSTRAINT "age_checks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
