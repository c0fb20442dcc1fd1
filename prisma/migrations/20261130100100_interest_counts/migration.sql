-- Interests by day, of those that enough people name.
CREATE TABLE "interest_counts" (
    "tenant_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "interest" TEXT NOT NULL,
    "joined" INTEGER NOT NULL,
    "met" INTEGER NOT NULL,

    CONSTRAINT "interest_counts_pkey" PRIMARY KEY ("tenant_id","day","demo","interest")
);
